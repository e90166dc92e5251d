import type { LuaExports, Pointer } from "./lua-exports.ts";
import type { Memory } from "./memory.ts";

/** Some of a machine's memory, which is filled from its beginning. Who makes it lets it become a string, or frees it. */
export class Room {
  readonly address: Pointer;
  readonly size: number;
  /** How many bytes are filled. */
  length = 0;
  readonly #memory: Memory;
  readonly #lua: LuaExports;

  /** At the address there are `size` bytes from `malloc`. */
  constructor({ memory, lua }: { memory: Memory; lua: LuaExports }, address: Pointer, size: number) {
    this.#memory = memory;
    this.#lua = lua;
    this.address = address;
    this.size = size;
  }

  get isFull(): boolean {
    return this.length === this.size;
  }

  /** Adds bytes, for which there must be space. */
  add(bytes: Uint8Array): void {
    this.#memory.bytes.set(bytes, this.address + this.length);
    this.length += bytes.length;
  }

  /**
   * Has the bytes that are still free filled by a function, which gets the buffer, where they begin, and their count. Returns what it
   * does: how many it has filled, or a number below 1 for none.
   */
  fill(read: (buffer: Uint8Array, offset: number, length: number) => number): number {
    const count = read(this.#memory.bytes, this.address + this.length, this.size - this.length);
    this.length += Math.max(count, 0);
    return count;
  }

  /** A copy of what is filled. */
  copy(): Uint8Array {
    return this.#memory.slice(this.address, this.length);
  }

  free(): void {
    this.#lua.free(this.address);
  }
}
