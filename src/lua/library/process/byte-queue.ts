import { joinChunks } from "../../../text/join-chunks.ts";

const LINE_FEED = 10;
const NOTHING = new Uint8Array();

/** Bytes that come in at one end, and are taken at the other. */
export class ByteQueue {
  readonly #chunks: Uint8Array[] = [];
  /** How much of the first chunk was taken. */
  #at = 0;
  /** How many bytes are known to have no line feed. */
  #searched = 0;
  length = 0;

  /** Adds bytes, which must not change any more. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#chunks.push(bytes);
    this.length += bytes.length;
  }

  /** The first bytes that are in one piece; none if it is empty. */
  get first(): Uint8Array {
    return this.#chunks[0]?.subarray(this.#at) ?? NOTHING;
  }

  /** Removes bytes from the front. */
  drop(count: number): void {
    this.length -= count;
    this.#searched = Math.max(this.#searched - count, 0);
    let left = count;
    for (let size = this.first.length; left > 0 && left >= size; size = this.first.length) {
      left -= size;
      this.#chunks.shift();
      this.#at = 0;
    }
    this.#at += left;
  }

  /** Takes at most so many bytes. */
  take(wanted: number): Uint8Array {
    const count = Math.min(wanted, this.length);
    const { first } = this;
    if (count <= first.length) {
      const taken = first.subarray(0, count);
      this.drop(count);
      return taken;
    }
    return joinChunks(this.takePieces(count));
  }

  /** Takes at most so many bytes, in the pieces in which they came. */
  takePieces(wanted: number): readonly Uint8Array[] {
    const pieces: Uint8Array[] = [];
    for (let left = Math.min(wanted, this.length); left > 0;) {
      const piece = this.first.subarray(0, left);
      pieces.push(piece);
      left -= piece.length;
      this.drop(piece.length);
    }
    return pieces;
  }

  /** The length of the first line with its end; 0 if there is no line feed. */
  lineLength(): number {
    let before = 0;
    for (const [index, chunk] of this.#chunks.entries()) {
      const start = index === 0 ? this.#at : 0;
      const size = chunk.length - start;
      const from = Math.max(this.#searched - before, 0);
      const found = from < size ? chunk.indexOf(LINE_FEED, start + from) : -1;
      if (found >= 0) return before + found - start + 1;
      before += size;
    }
    this.#searched = before;
    return 0;
  }
}
