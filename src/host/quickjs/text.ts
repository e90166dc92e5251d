import { decodeUtf8, encodeUtf8 } from "qjs:host";

/** Decodes UTF-8; invalid bytes become U+FFFD. */
export function toText(bytes: Uint8Array): string {
  return decodeUtf8(bytes, false) ?? "";
}

/** Encodes a text in UTF-8; a lone surrogate becomes U+FFFD. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return encodeUtf8(text);
}
