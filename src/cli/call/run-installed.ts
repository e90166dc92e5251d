import { AppError } from "../../errors/app-error.ts";
import { changedError } from "../../errors/changed-error.ts";
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
  try {
    return await runPlugin(context.host, installed, {
      args,
      variables,
      get lua() {
        return context.lua;
      },
      note: context.note,
    });
  } catch (error) {
    throw await withMendHint(context, installed, error);
  }
}

/** Only luff's own list of files, which a start does not read, shows that a missing file was there. */
async function withMendHint({ host }: CliContext, installed: InstalledPlugin, error: unknown): Promise<unknown> {
  if (!(error instanceof AppError)) return error;
  const { mendHint } = await import("../../manage/receipt/mend-hint.ts");
  const hint = mendHint(host, installed, error.message);
  return hint === undefined ? error : changedError(error, error.message, { hint });
}

async function writeManifestWarnings({ host }: CliContext, { manifestPath, warnings }: InstalledPlugin): Promise<void> {
  const { renderFault } = await import("../../manifest/render-fault.ts");
  const { writeWarnings } = await import("../notes/write-warnings.ts");
  writeWarnings(
    host.terminal,
    warnings.map((fault) => renderFault(manifestPath, fault)),
  );
}
