import { AppError } from "../errors/app-error.ts";
import type { FileStat } from "../host/files.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { readPlugin } from "../plugin/read-plugin.ts";
import { isLuaFile } from "../run/find-lua-script.ts";
import { prepareLua, runLua } from "../run/run-lua.ts";
import { contextVariables, createContext } from "./context.ts";
import { takeFlags, type LeadingFlags } from "./global-flags.ts";
import { brokenPluginError } from "./broken-plugin-error.ts";
import { runInstalled } from "./run-named-plugin.ts";

/** Whether a command word names a place on disk: it holds a path separator, ends in ".lua", or is "." or "..". */
export function isPathWord(os: string, word: string): boolean {
  return word === "." || word === ".." || pathStyle(os).hasSeparator(word) || isLuaFile(word);
}

/** Runs the plugin in a folder, with Helm's flags taken out of the arguments, or a Lua script with all arguments its own. */
export async function runPath(host: Host, leading: LeadingFlags): Promise<number> {
  const path = leading.word as string;
  if (isLuaFile(path)) await prepareLua(host);
  const stat = requireStat(host, path);
  return stat.kind === "directory" ? runFolder(host, path, leading) : runScript(host, path, leading);
}

function requireStat(host: Host, path: string): FileStat {
  let stat: FileStat | undefined;
  try {
    stat = host.files.stat(path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("script-not-found", `cannot look at ${path}: ${error.detail}`, { cause: error });
  }
  if (stat !== undefined) return stat;
  throw new AppError("script-not-found", `there is no Lua script and no plugin folder at ${path}`, {
    hint: "A word with a path separator is a path; an installed plugin is called by its bare name.",
  });
}

async function runFolder(host: Host, path: string, leading: LeadingFlags): Promise<number> {
  const taken = leading.ended ? { flags: leading.flags, args: leading.rest } : takeFlags(leading.flags, leading.rest);
  const context = createContext(host, taken.flags, leading.own);
  const folder = absolute(host, path);
  const read = await readPlugin({ host, cache: context.cache }, folder);
  if (read === undefined) throw await missingManifestError(host, path);
  if (read.kind === "broken") throw brokenPluginError(read);
  return runInstalled(context, read, [...leading.passed, ...taken.args]);
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

async function runScript(host: Host, path: string, leading: LeadingFlags): Promise<number> {
  const context = createContext(host, leading.flags, leading.own);
  return runLua(host, {
    plugin: callingPlugin(host, path),
    mainIsOptional: true,
    script: path,
    args: leading.rest,
    roots: scriptFolders(host, path),
    variables: await contextVariables(context),
    settings: context.lua,
  });
}

/** The plugin that Helm runs by a command such as "luff $HELM_PLUGIN_DIR/main.lua"; undefined for a script outside its folder. */
function callingPlugin(host: Host, path: string): string | undefined {
  const folder = host.environment.get("HELM_PLUGIN_DIR") ?? "";
  const name = host.environment.get("HELM_PLUGIN_NAME") ?? "";
  const style = pathStyle(host.os);
  const isBelow = folder !== "" && absolute(host, path).startsWith(absolute(host, folder) + style.separator);
  return isBelow && name !== "" ? name : undefined;
}

/** The folders of a script: that of the path, and that of the file which the path's links lead to. */
function scriptFolders(host: Host, path: string): string[] {
  const own = folderOf(host, absolute(host, path));
  try {
    return [...new Set([own, folderOf(host, host.files.realPath(path))])];
  } catch (error) {
    if (error instanceof HostError) return [own]; // What /dev/stdin leads to may have no name any more.
    throw error;
  }
}

function absolute(host: Host, path: string): string {
  const style = pathStyle(host.os);
  return style.isAbsolute(path) ? style.join(path) : style.join(host.environment.workingDirectory, path);
}

function folderOf(host: Host, path: string): string {
  return pathStyle(host.os).directory(path);
}
