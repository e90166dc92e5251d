import { decodeUtf16, utf16Order } from "../text/utf-16.ts";

/** A character that Go's YAML reader takes nowhere, not even in a remark: most control characters, half of a surrogate pair. */
const REFUSED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Decodes text as Go's YAML reader does: UTF-8, or UTF-16 with a byte order mark. Undefined if it contains bytes that
 * are not of this encoding, or a character that the reader refuses.
 */
export function decodeGoText(bytes: Uint8Array): string | undefined {
  const order = utf16Order(bytes);
  const text = order === undefined ? decodeUtf8(bytes) : decodeUtf16(bytes, order);
  return text === undefined || REFUSED.test(text) ? undefined : text;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
