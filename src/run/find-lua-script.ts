import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { shownPath } from "../platform/shown-path.ts";
import { pathStyle } from "../platform/path-style.ts";

export interface LuaCommand {
  /** The script, as the command names it. */
  readonly script: string;
  readonly args: readonly string[];
}

/**
 * The Lua script that a prepared command runs: its first word ends in ".lua", or its first word is luff and the second
 * ends in ".lua". Commands have the second form so that Helm can run them through luff, by the luff on PATH or by the file
 * `bin/luff` or `bin\luff.cmd` of the plugin, which looks for it. Undefined for any other program.
 */
export function findLuaScript(os: string, program: string, args: readonly string[]): LuaCommand | undefined {
  if (isLuaFile(program)) return { script: program, args };
  const [first, ...rest] = args;
  return first !== undefined && isLuaFile(first) && isLuffWord(os, program) ? { script: first, args: rest } : undefined;
}

/**
 * Whether a prepared command asks a luff, on PATH or by the plugin's file that looks for it there, to run a post-renderer. luff does that
 * itself, as with a script.
 */
export function asksForPostRender(os: string, { word, args }: WordAndArguments): boolean {
  return args[0] === "post-render" && isLuffWord(os, word);
}

interface WordAndArguments {
  readonly word: string;
  readonly args: readonly string[];
}

function isLuffWord(os: string, program: string): boolean {
  const name = pathStyle(os).base(program).toLowerCase();
  return name === "luff" || name === "luff.exe" || name === "luff.cmd";
}

/** The script of a Lua plugin that does not name one. */
export const MAIN_SCRIPT = "main.lua";

/** Whether a word names a Lua script, by its ending. */
export function isLuaFile(word: string): boolean {
  return word.slice(-4).toLowerCase() === ".lua";
}

/**
 * The path of a plugin's script, as messages of Lua show it. A relative path is in the plugin's folder, if it exists there.
 */
export function locateScript(host: Pick<Host, "os" | "files">, folder: string, script: string): string {
  const style = pathStyle(host.os);
  if (style.isAbsolute(script)) return shownPath(host.os, script);
  const inFolder = style.join(folder, script);
  return !isThere(host, inFolder) && isThere(host, script) ? script : inFolder;
}

/**
 * Whether something is at a path. True also for a path that cannot be checked: reading it reports why it cannot be
 * used.
 */
export function isThere({ files }: Pick<Host, "files">, path: string): boolean {
  try {
    return files.stat(path) !== undefined;
  } catch (error) {
    if (error instanceof HostError) return true;
    throw error;
  }
}
