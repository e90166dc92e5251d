import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { runPlugin } from "../../run/run-plugin.ts";
import { contextVariables, type CliContext } from "../context.ts";

/** Runs a plugin from any folder. Returns the exit status. */
export async function runInstalled(
  context: CliContext,
  installed: InstalledPlugin,
  args: readonly string[],
): Promise<number> {
  if (context.note !== undefined) await writeManifestWarnings(context, installed);
  const variables = await contextVariables(context);
  return runPlugin(context.host, installed, {
    args,
    variables,
    get lua() {
      return context.lua;
    },
    note: context.note,
  });
}

async function writeManifestWarnings({ host }: CliContext, { manifestPath, warnings }: InstalledPlugin): Promise<void> {
  const { renderFault } = await import("../../manifest/render-fault.ts");
  const { writeWarnings } = await import("../notes/write-warnings.ts");
  writeWarnings(
    host.terminal,
    warnings.map((fault) => renderFault(manifestPath, fault)),
  );
}
