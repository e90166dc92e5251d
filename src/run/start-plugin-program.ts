import type { CommandWords } from "../command/prepare-command.ts";
import { PATH_VARIABLES } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import { findProgram } from "../program/find-program.ts";
import type { CmdArguments, ProgramCall } from "../program/program-call.ts";
import { startProgram } from "../program/start-program.ts";
import { lookupIn } from "../program/variable-lookup.ts";

/** A program of a plugin: its command, a hook, a getter, a post-renderer or its plugin.complete. */
export interface PluginProgram extends Pick<
  ProgramCall,
  "asker" | "word" | "args" | "variables" | "childOutput" | "childHasInput" | "isMadeByHook"
> {
  /** The manifest's words from which the call was made; undefined if they are used unchanged, as in `sh -c TEXT`. */
  readonly chosen: () => CommandWords | undefined;
  /** The user's arguments. They are the last of `args`. */
  readonly extraArgs: readonly string[];
  /** The arguments, expanded with other values of the plugin's variables. */
  readonly argumentsWith: (variables: Readonly<Record<string, string>>) => readonly string[];
  /** Runs a Lua script of the plugin. */
  readonly runLuaScript: (script: string, args: readonly string[]) => Promise<number>;
  readonly note: ((text: string) => void) | undefined;
}

/** Runs a program of a plugin, on Windows also a script that the system does not start. Returns its exit status. */
export async function startPluginProgram(host: Host, program: PluginProgram): Promise<number> {
  const { asker, word, args, variables, argumentsWith, runLuaScript, note } = program;
  return startProgram(host, {
    asker,
    word,
    args,
    variables,
    ...(program.childOutput !== undefined && { childOutput: program.childOutput }),
    ...(program.childHasInput && { childHasInput: true }),
    ...(program.isMadeByHook && { isMadeByHook: true }),
    windows: {
      cmdArguments: (failure) => argumentsForCmd(host, program, failure),
      pathVariables: PATH_VARIABLES,
      argumentsWith,
      runLuaScript,
      note,
    },
  });
}

/** Loads the code for cmd only if a command starts it. */
async function argumentsForCmd(
  host: Host,
  { extraArgs, variables, ...program }: PluginProgram,
  failure: string,
): Promise<CmdArguments | undefined> {
  const chosen = program.chosen();
  if (chosen === undefined) return undefined;
  const { cmdArguments } = await import("./cmd-arguments.ts");
  const isProgram = (word: string): boolean => findProgram(host, word).kind === "found";
  return cmdArguments({ lookup: lookupIn(host, variables), extraArgs, chosen, isProgram, failure });
}
