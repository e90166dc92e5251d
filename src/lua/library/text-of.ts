import type { LuaValue } from "./library-function.ts";

const decoder = new TextDecoder();

/** The text of a string from Lua; bytes that are not UTF-8 become U+FFFD. "" for anything else. */
export function textOf(value: LuaValue): string {
  return value instanceof Uint8Array ? decoder.decode(value) : "";
}
