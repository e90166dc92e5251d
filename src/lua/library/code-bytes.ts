import type { LuaSystem } from "../../host/lua-system.ts";
import { encodeUtf8 } from "../bytes.ts";

/** What every binary chunk of Lua 5.4 begins with, in base64. No text of Lua begins so. */
const CHUNK_IN_BASE64 = "G0x1YV";

/** What the mark of a chunk begins with that the host has apart from the program. No text of Lua begins so. */
export const MARK = "\x1bLua:";

/**
 * Lua code of the library as bytes: those of its text or, in an executable, those of the chunk that the build has put there
 * (build/lua-library): in base64 where the host has a decoder of its own, otherwise a mark for which the host gives the chunk.
 */
export function codeBytes(code: string, { libraryChunk }: Pick<LuaSystem, "libraryChunk">): Uint8Array {
  if (code.startsWith(CHUNK_IN_BASE64)) return Uint8Array.fromBase64(code);
  const isApart = libraryChunk !== undefined && code.startsWith(MARK);
  return isApart ? libraryChunk(code) : encodeUtf8(code);
}
