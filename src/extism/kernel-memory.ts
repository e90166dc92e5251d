const PAGE = 65_536;
/** No block begins at 0, which stands for none. */
const FIRST = 64;
const ALIGNMENT = 8;
/** What luff itself keeps of a block. It counts too: otherwise many small blocks would take much more than the limit. */
const BLOCK_OVERHEAD = 128;
/** How many freed blocks are looked at for a new one: more of them would make each allocation slow. */
const MOST_LOOKED_AT = 64;

interface Block {
  /** The bytes that it may have. */
  readonly room: number;
  /** The bytes that it was asked for. */
  readonly length: number;
}

/**
 * The memory through which a module and its host exchange bytes, in blocks. It is not the module's own memory: the module reads and writes it
 * by calls. Addresses are never checked by who has them, as in Extism; what is outside reads as 0.
 */
export class KernelMemory {
  #bytes = new Uint8Array(PAGE);
  #view = new DataView(this.#bytes.buffer);
  #end = FIRST;
  readonly #blocks = new Map<number, Block>();
  #free: { readonly at: number; readonly room: number }[] = [];
  readonly #limit: number;

  /** `limit` is the most bytes that it may have, with what is known of its blocks. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The address of a new block of zeros or old bytes; 0 for no bytes, or if there is no memory left. */
  allocate(length: number): number {
    if (length === 0) return 0;
    const reused = this.#reuse(length);
    if (reused !== undefined) return reused;
    const room = Math.ceil(length / ALIGNMENT) * ALIGNMENT;
    const at = this.#end;
    const known = (this.#blocks.size + this.#free.length + 1) * BLOCK_OVERHEAD;
    if (at + room + known > this.#limit || !this.#grow(at + room)) return 0;
    this.#end = at + room;
    this.#blocks.set(at, { room, length });
    return at;
  }

  #reuse(length: number): number | undefined {
    const found = this.#free.slice(-MOST_LOOKED_AT).findIndex(({ room }) => room >= length && room < length * 2 + 128);
    if (found < 0) return undefined;
    const index = Math.max(this.#free.length - MOST_LOOKED_AT, 0) + found;
    const [block] = this.#free.splice(index, 1);
    if (block === undefined) return undefined;
    this.#blocks.set(block.at, { room: block.room, length });
    return block.at;
  }

  #grow(end: number): boolean {
    if (end <= this.#bytes.length) return true;
    const wanted = Math.min(Math.max(this.#bytes.length * 2, Math.ceil(end / PAGE) * PAGE), this.#limit);
    try {
      const larger = new Uint8Array(wanted);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
      return true;
    } catch {
      return false;
    }
  }

  /** Gives a block back. Other addresses are left alone. */
  free(at: number): void {
    const block = this.#blocks.get(at);
    if (block === undefined) return;
    this.#blocks.delete(at);
    this.#free.push({ at, room: block.room });
  }

  /** Forgets all blocks and overwrites their bytes. */
  reset(): void {
    this.#bytes.fill(0);
    this.#blocks.clear();
    this.#free = [];
    this.#end = FIRST;
  }

  /** The length of the block at an address; 0 if none begins there. */
  lengthOf(at: number): number {
    return this.#blocks.get(at)?.length ?? 0;
  }

  get size(): number {
    return this.#bytes.length;
  }

  /** Whether all bytes of a place are in the memory. */
  has(at: number, length: number): boolean {
    return at >= 0 && at + length <= this.#bytes.length;
  }

  byteAt(at: number): number {
    return this.has(at, 1) ? (this.#bytes[at] ?? 0) : 0;
  }

  setByte(at: number, value: number): void {
    if (this.has(at, 1)) this.#bytes[at] = value;
  }

  wordAt(at: number): bigint {
    return this.has(at, 8) ? this.#view.getBigUint64(at, true) : 0n;
  }

  setWord(at: number, value: bigint): void {
    if (this.has(at, 8)) this.#view.setBigUint64(at, value, true);
  }

  /** A copy of bytes; none of a place that is not in the memory. */
  slice(at: number, length: number): Uint8Array {
    return this.has(at, length) ? this.#bytes.slice(at, at + length) : new Uint8Array(0);
  }

  /** Copies bytes into a new block and returns its address; 0 for no bytes, undefined if there is no memory left. */
  store(bytes: Uint8Array): number | undefined {
    const at = this.allocate(bytes.length);
    if (at === 0) return bytes.length === 0 ? 0 : undefined;
    this.#bytes.set(bytes, at);
    return at;
  }
}
