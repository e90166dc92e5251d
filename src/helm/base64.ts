/**
 * Whether Go's base64.StdEncoding decodes the text: padding is required, line breaks may be anywhere, and unused bits
 * at the end are ignored.
 */
export function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replaceAll(/[\r\n]/g, ""));
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The bytes of a text in base64; undefined if isBase64 does not accept the text. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (!isBase64(text)) return undefined;
  const digits = [...text].map((digit) => DIGITS.indexOf(digit)).filter((value) => value >= 0);
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let at = 0; at < bytes.length; at++) {
    const [first, place] = [Math.floor((at * 4) / 3), at % 3];
    bytes[at] = ((digits[first] ?? 0) << (2 + 2 * place)) | ((digits[first + 1] ?? 0) >> (4 - 2 * place));
  }
  return bytes;
}
