import { encodeUtf8 } from "../bytes.ts";

/** Bytes that every binary chunk of Lua 5.4 begins with, a character a byte and in base64. No text of Lua begins so. */
const CHUNK = "\x1bLua";
const CHUNK_IN_BASE64 = "G0x1YV";

/**
 * Lua code of the library as bytes: those of its text or, in an executable, those of the chunk that the build has put there
 * (build/lua-library). The chunk is in base64 where the host has a decoder of its own;
 * elsewhere it has a character for each byte, of which `encodeLatin1` makes bytes again.
 */
export function codeBytes(code: string, encodeLatin1: (text: string) => Uint8Array): Uint8Array {
  if (code.startsWith(CHUNK_IN_BASE64)) return Uint8Array.fromBase64(code);
  return code.startsWith(CHUNK) ? encodeLatin1(code) : encodeUtf8(code);
}
