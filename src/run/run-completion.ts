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
import { noteLuaScript } from "./note-lua-script.ts";
import { startPluginProgram } from "./start-plugin-program.ts";

/** The program of a plugin that prints candidates; with ".lua" a script that luff runs. */
const PROGRAM = "plugin.complete";

export interface CompletionCall {
  /** The words behind the plugin's name without global flags; the last one is at the cursor. */
  readonly args: readonly string[];
  /** Helm's variables, without those of the plugin itself. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the candidates go. */
  readonly output: ChildOutput;
  readonly lua: LuaSettings;
  /** Called on Windows with a sentence that says what is started. */
  readonly note: (text: string) => void;
}

/**
 * Runs a plugin's plugin.complete, or its plugin.complete.lua, as a child without input, and returns its exit status. Returns undefined
 * if the plugin has neither. Throws AppError "start-failed" and others if it cannot be started.
 */
export async function runCompletion(
  host: Host,
  installed: InstalledPlugin,
  call: CompletionCall,
): Promise<number | undefined> {
  const { plugin, folder } = installed;
  const program = pathStyle(host.os).join(folder, PROGRAM);
  const variables = { ...call.variables, ...pluginVariables(plugin.name, folder) };
  const common = { asker: `the completion of plugin "${plugin.name}"`, variables, childOutput: call.output };
  const runLuaScript = (script: string, args: readonly string[]): Promise<number> => {
    const flags = luaFlags(withManifestLimits(call.lua, installed));
    return startProgram(host, { ...common, ...callOfLuff(host, script, args, flags) });
  };
  const script = `${program}.lua`;
  if (isThere(host, script)) {
    noteLuaScript(host, { asker: common.asker, note: call.note }, script);
    return runLuaScript(script, call.args);
  }
  if (!hasProgram(host, program)) return undefined;
  return startPluginProgram(host, {
    ...common,
    word: program,
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
function hasProgram(host: Host, program: string): boolean {
  const endings = host.os === "windows" ? ["", ...WINDOWS_ENDINGS] : [""];
  return endings.some((ending) => isThere(host, program + ending));
}
