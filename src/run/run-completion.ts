import { pluginVariables } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import type { ChildOutput } from "../host/processes.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { startProgram } from "../program/start-program.ts";
import { WINDOWS_ENDINGS } from "../program/windows-endings.ts";
import { callOfLuff, luaFlags } from "./call-of-luff.ts";
import { isThere } from "./find-lua-script.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { withManifestLimits } from "./manifest-limits.ts";
import { noteStart } from "./debug/note-start.ts";
import { hasInstallHook } from "./has-install-hook.ts";
import { startPluginProgram } from "./start-plugin-program.ts";

/** The program of a plugin that prints candidates; with ".lua" a script that luff runs. */
const PROGRAM = "plugin.complete";

export interface CompletionCall {
  readonly file: CompletionFile;
  /** The words behind the plugin's name without global flags; the last one is at the cursor. */
  readonly args: readonly string[];
  /** Helm's variables, without those of the plugin itself. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the candidates go. */
  readonly output: ChildOutput;
  readonly lua: LuaSettings;
  /** Called with a line for each thing that explains the start; undefined if nobody wants it explained. */
  readonly note: ((text: string) => void) | undefined;
}

/** The file of a plugin that prints candidates; a program's path may lack its ending. */
export interface CompletionFile {
  readonly kind: "lua" | "program";
  readonly path: string;
}

/** A plugin's plugin.complete.lua, otherwise its plugin.complete; undefined if it has neither. Nothing is started. */
export function findCompletionFile(
  host: Pick<Host, "os" | "files">,
  { folder }: Pick<InstalledPlugin, "folder">,
): CompletionFile | undefined {
  const path = pathStyle(host.os).join(folder, PROGRAM);
  const script = `${path}.lua`;
  if (isThere(host, script)) return { kind: "lua", path: script };
  return hasProgram(host, path) ? { kind: "program", path } : undefined;
}

/**
 * Runs such a file as a child without input, and returns its exit status. Throws AppError "start-failed" and others if it cannot be
 * started.
 */
export async function runCompletion(host: Host, installed: InstalledPlugin, call: CompletionCall): Promise<number> {
  const { plugin, folder } = installed;
  const { kind, path } = call.file;
  const variables = { ...call.variables, ...pluginVariables(plugin.name, folder) };
  const common = { asker: `the completion of plugin "${plugin.name}"`, variables, childOutput: call.output };
  const runLuaScript = (script: string, args: readonly string[]): Promise<number> => {
    const flags = luaFlags(withManifestLimits(call.lua, installed));
    return startProgram(host, { ...common, ...callOfLuff(host, script, args, flags) });
  };
  if (call.note !== undefined) {
    const { args, note } = call;
    const start = kind === "lua" ? { kind, script: path, args } : { kind, word: path, args };
    noteStart(host, start, { asker: common.asker, note, variables });
  }
  if (kind === "lua") return runLuaScript(path, call.args);
  return startPluginProgram(host, {
    ...common,
    word: path,
    isMadeByHook: hasInstallHook(plugin),
    args: call.args,
    // There is no command in the manifest: the words are used unchanged.
    chosen: () => undefined,
    extraArgs: call.args,
    argumentsWith: () => call.args,
    runLuaScript,
    note: call.note,
  });
}

/** On Windows a program has an ending, which the call leaves out. */
function hasProgram(host: Pick<Host, "os" | "files">, program: string): boolean {
  const endings = host.os === "windows" ? ["", ...WINDOWS_ENDINGS] : [""];
  return endings.some((ending) => isThere(host, program + ending));
}
