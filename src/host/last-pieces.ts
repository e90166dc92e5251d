/** More than the zeros with which programs fill the last record of a tar archive, also in records of 128 KiB. */
const HELD_BACK = 1 << 20;

/** The end of a stream of bytes, which is held back until somebody knows that all of them are right. */
export class LastPieces {
  #pieces: Uint8Array[] = [];
  #length = 0;

  /** Takes a piece, and returns those that are not among the last ones any more. The piece must stay valid until it is returned. */
  push(piece: Uint8Array): readonly Uint8Array[] {
    this.#pieces.push(piece);
    this.#length += piece.length;
    const free: Uint8Array[] = [];
    for (let first = this.#pieces[0]; first && this.#length - first.length >= HELD_BACK; first = this.#pieces[0]) {
      free.push(first);
      this.#pieces.shift();
      this.#length -= first.length;
    }
    return free;
  }

  /** Returns the pieces that are held back, and begins anew. */
  take(): readonly Uint8Array[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#length = 0;
    return pieces;
  }
}
