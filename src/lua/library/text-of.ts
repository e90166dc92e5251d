import type { LuaValue } from "./library-function.ts";

const NOTHING = new Uint8Array();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of a string from Lua; bytes that are not UTF-8 become U+FFFD. "" for anything else. */
export function textOf(value: LuaValue): string {
  return value instanceof Uint8Array ? decoder.decode(value) : "";
}

/** The bytes of a string from Lua; none for anything else. */
export function bytesOf(value: LuaValue): Uint8Array {
  return value instanceof Uint8Array ? value : NOTHING;
}
