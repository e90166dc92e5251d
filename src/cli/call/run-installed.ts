import { renderFault } from "../../manifest/render-fault.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { runPlugin } from "../../run/run-plugin.ts";
import { contextVariables, type CliContext } from "../context.ts";
import { debugNote } from "../notes/debug-note.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** Runs a plugin from any folder. Returns the exit status. */
export async function runInstalled(
  context: CliContext,
  installed: InstalledPlugin,
  args: readonly string[],
): Promise<number> {
  if (context.settings.debug) {
    const warnings = installed.warnings.map((fault) => renderFault(installed.manifestPath, fault));
    writeWarnings(context.host.terminal, warnings);
  }
  const variables = await contextVariables(context);
  return runPlugin(context.host, installed, {
    args,
    variables,
    get lua() {
      return context.lua;
    },
    note: debugNote(context),
  });
}
