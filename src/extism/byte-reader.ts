/** The bytes are no module, or not one that luff can read. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** The most bytes of a number of 32 bits. */
const MOST_OF_NUMBER = 5;
const LARGEST = 0xffff_ffff;

/** Reads the bytes of a module from a place to an end. Throws Unreadable behind the end, and for a number that is too long. */
export class ByteReader {
  at: number;
  readonly end: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number, end = bytes.length) {
    this.#bytes = bytes;
    this.at = at;
    this.end = end;
    if (at > end || end > bytes.length) throw new Unreadable();
  }

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  byte(): number {
    if (this.at >= this.end) throw new Unreadable();
    return this.#bytes[this.at++] ?? 0;
  }

  /** A number without a sign, as WebAssembly writes it (LEB128). */
  number(): number {
    let value = 0;
    for (let index = 0; index < MOST_OF_NUMBER; index++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 128 ** index;
      if (byte >= 0x80) continue;
      if (value > LARGEST) break;
      return value;
    }
    throw new Unreadable();
  }

  skip(length: number): void {
    this.at += length;
    if (this.at > this.end) throw new Unreadable();
  }

  /** Leaves out a number of any length, with or without a sign. */
  skipNumber(): void {
    while (this.byte() >= 0x80);
  }

  /** A reader of the next bytes, behind which this one goes on. */
  part(length: number): ByteReader {
    const { at } = this;
    this.skip(length);
    return new ByteReader(this.#bytes, at, this.at);
  }

  /** Throws Unreadable if something is left. */
  finish(): void {
    if (this.at !== this.end) throw new Unreadable();
  }
}

/** A number without a sign in LEB128. */
export function encodeNumber(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) | 0x80);
  }
}
