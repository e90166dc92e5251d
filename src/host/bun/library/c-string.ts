/**
 * Not Buffer: JavaScriptCore builds that class with all its methods on first use, which makes a start a millisecond
 * slower.
 */
const encoder = new TextEncoder();

/** The text in UTF-8, ended by a NUL as in C. */
export function cString(text: string): Uint8Array {
  return encoder.encode(`${text}\0`);
}
