import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

export interface LuaCommand {
  /** The script as the command names it. */
  readonly script: string;
  readonly args: readonly string[];
}

/**
 * The Lua script that a prepared command stands for: its first word ends in ".lua", or it is luff followed by such a
 * word, as a command is written that a stock Helm shall run through luff. Undefined for any other program.
 */
export function findLuaScript(os: string, program: string, args: readonly string[]): LuaCommand | undefined {
  if (isLuaFile(program)) return { script: program, args };
  const [first, ...rest] = args;
  const name = pathStyle(os).base(program).toLowerCase();
  const isLuff = name === "luff" || name === "luff.exe";
  return isLuff && first !== undefined && isLuaFile(first) ? { script: first, args: rest } : undefined;
}

/** The script of a Lua plugin that names no other. */
export const MAIN_SCRIPT = "main.lua";

/** Whether a word names a Lua script by its ending. */
export function isLuaFile(word: string): boolean {
  return word.toLowerCase().endsWith(".lua");
}

/** Where a plugin's script lies: an absolute path as it stands, any other below the plugin's folder if it is there. */
export function locateScript(host: Pick<Host, "os" | "files">, folder: string, script: string): string {
  const style = pathStyle(host.os);
  if (style.isAbsolute(script)) return script;
  const inFolder = style.join(folder, script);
  return !isThere(host, inFolder) && isThere(host, script) ? script : inFolder;
}

/** Whether something is at a path. What cannot be looked at counts as being there: reading it reports why it cannot be used. */
export function isThere({ files }: Pick<Host, "files">, path: string): boolean {
  try {
    return files.stat(path) !== undefined;
  } catch (error) {
    if (error instanceof HostError) return true;
    throw error;
  }
}
