/** The order of the bytes in UTF-16 text that begins with a byte order mark; undefined for any other text. */
export function utf16Order(bytes: Uint8Array): "little" | "big" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "little";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "big" : undefined;
}

/**
 * Decodes UTF-16 text behind its byte order mark. An odd last byte becomes half of a surrogate pair, which no correct
 * text has. (Not every runtime's TextDecoder supports UTF-16.)
 */
export function decodeUtf16(bytes: Uint8Array, order: "little" | "big"): string {
  const units: string[] = [];
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
    units.push(String.fromCharCode(order === "little" ? first | (second << 8) : (first << 8) | second));
  }
  if (bytes.length % 2 === 1) units.push("\ud800");
  return units.join("");
}
