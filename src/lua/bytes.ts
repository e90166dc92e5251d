import { joinChunks } from "../text/join-chunks.ts";

const ASCII = 0x7f;

/** Encodes a text in UTF-8; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > ASCII) return encodeFrom(text, index, bytes);
    bytes[index] = code;
  }
  return bytes;
}

/** Returns bytes unchanged, and encodes a text in UTF-8. */
export function toBytes(value: Uint8Array | string): Uint8Array {
  return typeof value === "string" ? encodeUtf8(value) : value;
}

/** The bytes of several texts in one piece. */
export function joinBytes(texts: readonly (Uint8Array | string)[]): Uint8Array {
  return joinChunks(texts.map(toBytes));
}

/** Whether all bytes are ASCII. */
export function isAscii(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) if ((bytes[index] ?? 0) > ASCII) return false;
  return true;
}

/** One byte for each character (ISO 8859-1). Higher bits are lost, so use it only for texts without other characters. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/** One character for each byte (ISO 8859-1); the inverse of `asciiBytes`. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Encodes the whole text, given the bytes of its first characters, which are ASCII. */
function encodeFrom(text: string, start: number, ascii: Uint8Array): Uint8Array {
  const bytes = [...ascii.subarray(0, start)];
  for (const character of text.slice(start)) pushCodePoint(bytes, character.codePointAt(0) ?? 0);
  return Uint8Array.from(bytes);
}

function pushCodePoint(bytes: number[], code: number): void {
  const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
  if (point < 0x80) bytes.push(point);
  else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point));
  else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point));
  else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point));
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
