import { archiveInvalid } from "./archive-fault.ts";

export const BLOCK = 512;

/** What is behind the header of an entry. */
export interface TypeAndSize {
  readonly size: number;
  /** The letter of the entry's type; "0" for the NUL of old archives. */
  readonly type: string;
}

/** A block that begins an entry of a tar archive. */
export interface TarHeader extends TypeAndSize {
  readonly path: string;
  readonly mode: number;
  readonly target: string;
}

/** Whether a block is empty, like the two at the end of an archive. */
export function isEmptyBlock(block: Uint8Array): boolean {
  return block[0] === 0 && block.every((byte) => byte === 0);
}

/** Whether the bytes are a header with a correct checksum. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < BLOCK || isEmptyBlock(block)) return false;
  const stored = parseOctal(block, CHECKSUM, CHECKSUM_END);
  // Some old programs added signed characters.
  return stored === sumOf(block) || stored === signedSum(block);
}

const CHECKSUM = 148;
const CHECKSUM_END = 156;

/** The checksum itself counts as spaces. */
const SUM_OF_SPACES = (CHECKSUM_END - CHECKSUM) * 0x20;

/**
 * The checksum of a block. This runs for each entry, in an interpreter on the compact host, so it adds four bytes at once, two in each
 * number: 128 times the greatest byte has no more than 15 bits.
 */
function sumOf(block: Uint8Array): number {
  const aligned = block.byteOffset % 4 === 0 ? block : new Uint8Array(block);
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, BLOCK / 4);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < BLOCK / 4; index++) {
    const word = words[index] as number;
    if (word === 0 || index === CHECKSUM / 4 || index === CHECKSUM / 4 + 1) continue;
    even += word & 0x00ff00ff;
    odd += (word >>> 8) & 0x00ff00ff;
  }
  return SUM_OF_SPACES + (even & 0xffff) + (even >>> 16) + (odd & 0xffff) + (odd >>> 16);
}

function signedSum(block: Uint8Array): number {
  const bytes = new Int8Array(block.buffer, block.byteOffset, BLOCK);
  let sum = SUM_OF_SPACES;
  for (let index = 0; index < BLOCK; index++) {
    if (index < CHECKSUM || index >= CHECKSUM_END) sum += bytes[index] as number;
  }
  return sum;
}

/** Reads a header (POSIX.1-1988 with the extensions of POSIX.1-2001 and GNU). Throws AppError "archive-invalid". */
export function parseTarHeader(block: Uint8Array): TarHeader {
  if (!isTarHeader(block)) throw archiveInvalid("the checksum of an entry's header is wrong");
  const name = textUpToNul(block.subarray(0, 100));
  const prefix = hasPrefix(block) ? textUpToNul(block.subarray(345, 500)) : "";
  const { type, size } = parseTypeAndSize(block);
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    mode: (parseNumber(block, 100, 108) ?? 0) & 0o7777,
    type,
    size,
    target: block[157] === 0 ? "" : textUpToNul(block.subarray(157, 257)),
  };
}

/** "ustar" with a NUL behind it. GNU's headers have a space there, and something else in the place of a prefix. */
const POSIX_MAGIC = [0x75, 0x73, 0x74, 0x61, 0x72, 0];

function hasPrefix(block: Uint8Array): boolean {
  return block[345] !== 0 && POSIX_MAGIC.every((byte, index) => block[257 + index] === byte);
}

/** What says how far the next header is, which is all that a count of entries needs. Throws AppError "archive-invalid". */
export function parseTypeAndSize(block: Uint8Array): TypeAndSize {
  const type = block[156] === 0 ? "0" : String.fromCharCode(block[156] ?? 0);
  return { type, size: requireSize(parseNumber(block, 124, 136)) };
}

/** A valid size. Throws AppError "archive-invalid". */
export function requireSize(size: number | undefined): number {
  if (size !== undefined && Number.isSafeInteger(size) && size >= 0) return size;
  throw archiveInvalid("an entry's size is not a number");
}

/** Octal digits in a field, or a binary number if the first bit is set (GNU's base 256). */
function parseNumber(block: Uint8Array, from: number, to: number): number | undefined {
  const first = block[from] as number;
  if ((first & 0x80) === 0) return parseOctal(block, from, to);
  // The next bit is the sign; negative numbers are invalid here.
  if ((first & 0x40) !== 0) return undefined;
  return block.subarray(from + 1, to).reduce((sum, byte) => sum * 256 + byte, first & 0x3f);
}

/** The octal digits of a field after any spaces; no digits are 0. */
function parseOctal(block: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && block[at] === SPACE) at++;
  let value = 0;
  for (; at < to; at++) {
    const digit = (block[at] as number) - ZERO;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  return value;
}

const SPACE = 0x20;
const ZERO = 0x30;

/** A text that ends at a NUL or at the end of its field. */
export function textUpToNul(field: Uint8Array): string {
  const end = field.indexOf(0);
  if (end === 0) return "";
  return decodeName(end < 0 ? field : field.subarray(0, end));
}

const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Throws AppError "archive-invalid" for text that is not UTF-8: no file name would be right on every system. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch {
    throw archiveInvalid("the name of an entry is not UTF-8");
  }
}
