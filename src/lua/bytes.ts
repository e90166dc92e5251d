import { joinChunks } from "../text/join-chunks.ts";

const ASCII = 0x7f;

const encoder = new TextEncoder();

/** Encodes a text in UTF-8; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
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
  // Of ASCII both encodings are the same, and no host's loop is as fast as its encoder.
  const encoded = encoder.encode(text);
  if (encoded.length === text.length) return encoded;
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
