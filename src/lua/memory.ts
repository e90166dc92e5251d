/** A machine's WebAssembly.Memory, or the compact host's replacement. */
export interface MemoryBuffer {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export const PAGE = 65536;

/** A machine's memory. Its views change when the memory grows, so do not keep `bytes` across a call into Lua. */
export class Memory {
  bytes: Uint8Array;
  #view: DataView;
  readonly #memory: MemoryBuffer;

  constructor(memory: MemoryBuffer) {
    this.#memory = memory;
    this.bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  get size(): number {
    return this.bytes.length;
  }

  /** Makes the memory at least this large; false if the system has no more memory. */
  grow(size: number): boolean {
    try {
      this.#memory.grow(Math.ceil((size - this.size) / PAGE));
    } catch {
      return false;
    }
    this.bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
    return true;
  }

  int32(address: number): number {
    return this.#view.getInt32(address, true);
  }

  uint32(address: number): number {
    return this.#view.getUint32(address, true);
  }

  setInt32(address: number, value: number): void {
    this.#view.setInt32(address, value, true);
  }

  setInt64(address: number, value: bigint): void {
    this.#view.setBigInt64(address, value, true);
  }

  setUint16(address: number, value: number): void {
    this.#view.setUint16(address, value, true);
  }

  /** A copy of a C string's bytes, without the zero. */
  cString(address: number): Uint8Array {
    return this.bytes.slice(address, this.bytes.indexOf(0, address));
  }

  /** A copy of the bytes. */
  slice(address: number, length: number): Uint8Array {
    return this.bytes.slice(address, address + length);
  }

  /** Writes bytes and a zero after them. */
  setCString(address: number, text: Uint8Array): void {
    this.bytes.set(text, address);
    this.bytes[address + text.length] = 0;
  }
}
