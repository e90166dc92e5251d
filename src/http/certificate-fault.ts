/** What stands between the first and the last line of each certificate in the form PEM. */
const BLOCK = /-----BEGIN CERTIFICATE-----([^]*?)-----END CERTIFICATE-----/g;

/** What is wrong with a file that is of another kind. */
export const NO_CERTIFICATE = "has no certificate in the form PEM";

/**
 * What is wrong with the content of a file of authorities, behind the file's name: it has no certificate from its beginning to its end, or one
 * that no library for TLS could read. Undefined if all is well.
 */
export function certificateFault(content: Uint8Array): string | undefined {
  const text = new TextDecoder("latin1").decode(content);
  const blocks = [...text.matchAll(BLOCK)].map(([, block = ""]) => isCertificate(block.replaceAll(/\s+/g, "")));
  if (blocks.length === 0) return NO_CERTIFICATE;
  if (!blocks.includes(true)) return "has no certificate that can be read";
  return blocks.includes(false) ? "has a certificate that cannot be read" : undefined;
}

/** Types of values in ASN.1. */
const INTEGER = 0x02;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const VERSION = 0xa0;

/**
 * Whether Base64 is of a certificate, by its length and its beginning: a sequence of all bytes, which begins with a sequence of an optional version, a
 * serial number and an algorithm. A key and a request for a certificate begin otherwise.
 */
function isCertificate(base64: string): boolean {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return false;
  const bytes = firstBytes(base64);
  const whole = valueAt(bytes, 0);
  const size = (base64.length / 4) * 3 - (base64.length - base64.replace(/=+$/, "").length);
  if (whole.type !== SEQUENCE || whole.end !== size) return false;
  const signed = valueAt(bytes, whole.start);
  const first = valueAt(bytes, signed.start);
  const serial = first.type === VERSION ? valueAt(bytes, first.end) : first;
  const algorithm = valueAt(bytes, serial.end);
  const types = [signed.type, serial.type, algorithm.type, valueAt(bytes, algorithm.start).type];
  return types.join() === [SEQUENCE, INTEGER, SEQUENCE, OBJECT_IDENTIFIER].join();
}

/** A value in DER. Its type is undefined where there are no bytes. */
interface Value {
  readonly type: number | undefined;
  readonly start: number;
  readonly end: number;
}

function valueAt(bytes: readonly number[], at: number): Value {
  const short = bytes[at + 1] ?? 0;
  const start = at + 2 + (short < 0x80 ? 0 : short - 0x80);
  const length = short < 0x80 ? short : bytes.slice(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  return { type: bytes[at], start, end: start + length };
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** A serial number has at most 20 bytes, and so all that is looked at stands in these. */
const LOOKED_AT = 128;

function firstBytes(base64: string): readonly number[] {
  const bits = Array.from(base64.slice(0, LOOKED_AT).replace(/=+$/, ""), (digit) =>
    DIGITS.indexOf(digit).toString(2).padStart(6, "0"),
  );
  return (bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}
