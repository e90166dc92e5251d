import { decodeUtf8, encodeUtf8 } from "qjs:host";

/** The text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD. */
export function toText(bytes: Uint8Array): string {
  return decodeUtf8(bytes, false) ?? "";
}

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return encodeUtf8(text);
}
