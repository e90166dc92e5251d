import { findHelmBinOrLuff } from "../../helm/helm-bin.ts";
import type { OutputStream } from "../../host/terminal.ts";
import type { ManageContext } from "../../manage/manage-context.ts";
import { buildInfo } from "../build-info.ts";
import { contextVariables, type CliContext } from "../context.ts";
import { createProgress } from "../notes/create-progress.ts";
import { stderrNote } from "../notes/stderr-note.ts";

/** What the commands that change plugins hand down. What is noted goes to stderr, a line each. */
export function createManageContext(context: CliContext, hookOutput: OutputStream): ManageContext {
  const { host, cache, directories, note, paths } = context;
  note?.(`the folder for new plugins: ${directories[0] ?? "none"}, the first of HELM_PLUGINS or the default`);
  return {
    host,
    cache,
    directories,
    byDefault: paths.pluginsByDefault,
    variables: async () => ({ ...(await contextVariables(context)), HELM_BIN: findHelmBinOrLuff(host) }),
    hookOutput,
    luffVersion: buildInfo().version,
    flagNames: { version: "--version", asset: "--asset", prune: "--prune" },
    note: stderrNote(host),
    progress: createProgress(host),
    debug: note,
  };
}
