/** Reads the scalar encodings of the WebAssembly binary format in order. Throws RangeError past the end. */
export class ByteReader {
  position = 0;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined) throw new RangeError(`the module ends at byte ${this.position}, inside a value`);
    this.position += 1;
    return value;
  }

  /** The next bytes, not copied. */
  take(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new RangeError(`the module ends before byte ${end}`);
    const taken = this.bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }

  /** Unsigned LEB128 of at most 32 bits. */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError(`the number at byte ${this.position} is longer than 32 bits`);
  }

  /** Signed LEB128 of at most 33 bits: a block type or the operand of i32.const. */
  s33(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return byte & 0x40 ? value - 2 ** (shift + 7) : value;
    }
    throw new RangeError(`the number at byte ${this.position} is longer than 33 bits`);
  }

  /** The bytes of one LEB128 number, not decoded. */
  leb(): Uint8Array {
    const start = this.position;
    while (this.byte() >= 0x80);
    return this.bytes.subarray(start, this.position);
  }

  name(): string {
    return new TextDecoder("utf-8", { fatal: true }).decode(this.take(this.u32()));
  }

  /** A count, then that many items. */
  list<T>(item: () => T): T[] {
    return Array.from({ length: this.u32() }, item);
  }
}
