const HASH = 0x23;
const BANG = 0x21;
const BLANKS = [0x09, 0x0a, 0x0d];

/**
 * Whether a script is in UTF-16 or UTF-32, by its first eight bytes: it has a byte order mark, or zeros beside the first ASCII
 * character. No other script begins so.
 */
export function wideEncoding([a, b, c, d, e, , , h]: Uint8Array): "UTF-16" | "UTF-32" | undefined {
  const isLittleMark = a === 0xff && b === 0xfe;
  if ((isLittleMark && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) return "UTF-32";
  if (isLittleMark || (a === 0xfe && b === 0xff)) return "UTF-16";
  if (b === 0 && c === 0 && d === 0 && begins(a, e)) return "UTF-32";
  if (a === 0 && b === 0 && c === 0 && begins(d, h)) return "UTF-32";
  return (b === 0 && begins(a, c)) || (a === 0 && begins(b, d)) ? "UTF-16" : undefined;
}

/** Whether a script can begin with two such characters. Lua allows anything behind a #. */
function begins(first: number | undefined, second: number | undefined): boolean {
  if (first === HASH) return second === BANG;
  return first !== undefined && ((first >= 0x20 && first < 0x7f) || BLANKS.includes(first));
}
