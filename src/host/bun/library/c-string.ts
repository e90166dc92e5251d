/** Not Buffer: JavaScriptCore builds that class with all its methods at its first use, which takes a start a millisecond. */
const encoder = new TextEncoder();

/** The text in UTF-8 with the NUL that ends a string of C. */
export function cString(text: string): Uint8Array {
  return encoder.encode(`${text}\0`);
}
