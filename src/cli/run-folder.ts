import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { readPlugin } from "../plugin/read-plugin.ts";
import { absolutePath } from "./absolute-path.ts";
import { brokenPluginError } from "./broken-plugin-error.ts";
import type { CliContext } from "./context.ts";
import { runInstalled } from "./run-installed.ts";

/** Runs the plugin in a folder, installed or not. Returns the exit status. */
export async function runFolder(context: CliContext, path: string, args: readonly string[]): Promise<number> {
  const { host, cache } = context;
  const read = await readPlugin({ host, cache }, absolutePath(host, path));
  if (read === undefined) throw await missingManifestError(host, path);
  if (read.kind === "broken") throw brokenPluginError(read);
  return runInstalled(context, read, args);
}

async function missingManifestError(host: Host, path: string): Promise<AppError> {
  const { explainMissingManifest } = await import("../plugin/explain-missing-manifest.ts");
  const reason = explainMissingManifest(host, path);
  const message =
    reason === undefined
      ? `the folder ${path} has no plugin.yaml`
      : `no plugin can be run in the folder ${path}: ${reason}`;
  return new AppError("plugin-not-found", message, {
    hint: "Name the folder that holds plugin.yaml, or a Lua script.",
  });
}
