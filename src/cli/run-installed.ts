import { renderFault } from "../manifest/render-fault.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { runPlugin } from "../run/run-plugin.ts";
import { contextVariables, type CliContext } from "./context.ts";

/** Runs a plugin that was read, wherever it lies. Returns the exit status. */
export async function runInstalled(
  context: CliContext,
  installed: InstalledPlugin,
  args: readonly string[],
): Promise<number> {
  if (context.settings.debug) {
    for (const fault of installed.warnings) {
      context.host.terminal.write("stderr", `Warning: ${renderFault(installed.manifestPath, fault)}\n`);
    }
  }
  return runPlugin(context.host, installed, { args, variables: await contextVariables(context), lua: context.lua });
}
