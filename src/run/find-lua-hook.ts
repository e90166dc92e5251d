import { findLuaScript, type LuaCommand } from "./find-lua-script.ts";

/** Only words, variables and paths, without shell syntax. */
const PLAIN_TEXT = /^[\w$ {}./\\:=@%+,-]+$/;

/**
 * The Lua script that a string in `hooks` names, with or without luff before it, and does nothing else. Such a hook needs no shell, which
 * a Windows may not have. `expand` is called for each word. Undefined for any other string.
 */
export function findLuaHook(os: string, text: string, expand: (word: string) => string): LuaCommand | undefined {
  if (!PLAIN_TEXT.test(text)) return undefined;
  const [program = "", ...args] = text
    .split(" ")
    .filter((word) => word !== "")
    .map(expand);
  return findLuaScript(os, program, args);
}
