import { utf8Text } from "../../text/utf8-text.ts";
import type { LuaValue } from "./library-function.ts";

const NOTHING = new Uint8Array();

/** The text of a string from Lua; bytes that are not UTF-8 become U+FFFD. "" for anything else. */
export function textOf(value: LuaValue): string {
  return value instanceof Uint8Array ? utf8Text(value) : "";
}

/** The bytes of a string from Lua; none for anything else. */
export function bytesOf(value: LuaValue): Uint8Array {
  return value instanceof Uint8Array ? value : NOTHING;
}
