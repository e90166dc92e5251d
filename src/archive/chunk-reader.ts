import { archiveInvalid } from "./archive-fault.ts";

/** Reads a stream of bytes in pieces of any length. */
export class ChunkReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array();
  /** Where the next byte is in the chunk. */
  #at = 0;
  #taken = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** How many bytes have been read. */
  get taken(): number {
    return this.#taken;
  }

  /**
   * Reads exactly this many bytes; undefined at the end of the stream. Throws AppError "archive-invalid" if the stream
   * ends before.
   */
  async take(length: number): Promise<Uint8Array | undefined> {
    const whole = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const piece = await this.#next(length - filled);
      if (piece === undefined && filled === 0) return undefined;
      if (piece === undefined) throw endsTooEarly();
      whole.set(piece, filled);
      filled += piece.length;
    }
    return whole;
  }

  /** The next bytes without reading them, if so many are at hand. They are valid until the next call of another method. */
  peek(length: number): Uint8Array | undefined {
    return length > this.#chunk.length - this.#at ? undefined : this.#chunk.subarray(this.#at, this.#at + length);
  }

  /** Reads exactly this many bytes if they are at hand, without waiting. They are valid until the next call of another method. */
  takeNow(length: number): Uint8Array | undefined {
    const bytes = this.peek(length);
    if (bytes !== undefined) this.skipNow(length);
    return bytes;
  }

  /** Reads this many bytes without giving them out, if so many are at hand. Returns whether they are. */
  skipNow(length: number): boolean {
    if (length > this.#chunk.length - this.#at) return false;
    this.#at += length;
    this.#taken += length;
    return true;
  }

  /** Reads this many bytes in pieces. The caller must skip the rest that it does not read. */
  async *stream(length: number): AsyncIterable<Uint8Array> {
    for (let left = length; left > 0;) {
      const piece = await this.#next(left);
      if (piece === undefined) throw endsTooEarly();
      left -= piece.length;
      yield piece;
    }
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      const piece = await this.#next(left);
      if (piece === undefined) throw endsTooEarly();
      left -= piece.length;
    }
  }

  /** Ends the stream, whether it is at its end or not, so that what makes it gives up what it holds. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** Reads some bytes, at most this many; undefined at the end of the stream. */
  async #next(most: number): Promise<Uint8Array | undefined> {
    while (this.#at === this.#chunk.length) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return undefined;
      this.#chunk = value;
      this.#at = 0;
    }
    const piece = this.#chunk.subarray(this.#at, this.#at + most);
    this.#at += piece.length;
    this.#taken += piece.length;
    return piece;
  }
}

function endsTooEarly(): Error {
  return archiveInvalid("it ends in the middle of an entry");
}
