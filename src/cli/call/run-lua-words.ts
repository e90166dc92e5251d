import { LUA_DESCRIPTION } from "../../lua/lua-version.ts";
import { buildInfo } from "../build-info.ts";
import type { CliContext } from "../context.ts";
import { readLuaWords } from "./read-lua-words.ts";
import { runLuaFile, runLuaIn } from "./run-lua-file.ts";

/** arg[0] without a script, and the first word before one. */
const PROGRAM = "luff";

/**
 * Runs Lua code, a script and a session, as the options of the program `lua` ask for. Returns the exit status. Throws AppError
 * "usage", and as `runLuaFile`.
 */
export async function runLuaWords(context: CliContext, words: readonly string[]): Promise<number> {
  const { chunks, isInteractive, scriptAt, readsStdin } = readLuaWords(words);
  const greeting = isInteractive ? `luff ${buildInfo().version}, Lua ${LUA_DESCRIPTION}` : undefined;
  const before = [PROGRAM, ...words.slice(0, scriptAt)];
  const args = words.slice(scriptAt + 1);
  const script = words[scriptAt];
  if (script !== undefined && !readsStdin) {
    return runLuaFile(context, script, { args, commandLine: { chunks, script: "file", greeting, before } });
  }
  const places = { source: new Uint8Array(), plugin: undefined, roots: [context.host.environment.workingDirectory] };
  if (script === undefined) {
    const commandLine = { chunks, script: "none", greeting, before: [] } as const;
    return runLuaIn(context, { ...places, script: PROGRAM, args: words, commandLine });
  }
  return runLuaIn(context, { ...places, script, args, commandLine: { chunks, script: "stdin", greeting, before } });
}
