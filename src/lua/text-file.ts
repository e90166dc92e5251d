import type { Descriptors } from "../host/descriptors.ts";

const NEWLINE = 10;
const RETURN = 13;

/** A range of bytes, in a machine's memory or anywhere else. */
export interface Room {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly length: number;
}

/**
 * A file in the text mode of C on Windows: a line ends with CR LF in the file and with LF for the script. Ctrl-Z does
 * not end the file. Every descriptor is the host's.
 */
export class TextFile {
  readonly #host: Descriptors;
  /** Bytes that were read but not returned yet: a CR whose next byte is unknown, or a byte after one. */
  #held: number[] = [];
  /** Where CRs were removed from the bytes returned last: the number of bytes before each. */
  #removed: number[] = [];
  #given = 0;

  constructor(host: Descriptors) {
    this.#host = host;
  }

  /** As Descriptors.read. */
  read(descriptor: number, room: Room): number {
    for (;;) {
      const held = this.#held;
      const raw = new Uint8Array(held.length + Math.max(room.length - held.length, 1));
      raw.set(held);
      const count = isReady(held) ? 0 : this.#host.read(descriptor, raw, held.length, raw.length - held.length);
      if (count < 0) return count;
      this.#held = [];
      const atEnd = count === 0;
      const given = this.#giveOut(raw.subarray(0, held.length + count), room, atEnd);
      if (given > 0 || (atEnd && this.#held.length === 0)) return given;
    }
  }

  /** As Descriptors.write; the bytes are as the script wrote them. */
  write(descriptor: number, { bytes, start, length }: Room): number {
    const encoded = encodeLines(bytes.subarray(start, start + length));
    let written = 0;
    while (written < encoded.length) {
      const moved = this.#host.write(descriptor, encoded, written, encoded.length - written);
      if (moved < 0) return moved;
      written += moved;
    }
    return length;
  }

  /**
   * How many bytes of the file are between the script's position and the host's, if the script has this many bytes left
   * to read.
   */
  behind(unread: number): number {
    const from = this.#given - unread;
    return unread + this.#held.length + this.#removed.filter((place) => place >= from).length;
  }

  /** Call this when the file's position has changed. */
  forget(): void {
    this.#held = [];
    this.#removed = [];
  }

  /** Stores the bytes for the script in the room, keeps the rest, and returns how many bytes it stored. */
  #giveOut(raw: Uint8Array, room: Room, atEnd: boolean): number {
    this.#removed = [];
    let given = 0;
    let from = 0;
    while (from < raw.length && given < room.length) {
      const at = raw.indexOf(RETURN, from);
      const pieceEnd = at < 0 ? raw.length : at;
      const piece = raw.subarray(from, Math.min(pieceEnd, from + room.length - given));
      room.bytes.set(piece, room.start + given);
      given += piece.length;
      from += piece.length;
      if (from !== at || given === room.length) continue;
      const next = raw[at + 1];
      if (next === undefined && !atEnd) break;
      if (next === NEWLINE) this.#removed.push(given);
      else room.bytes[room.start + given++] = RETURN;
      from += 1;
    }
    this.#held = [...raw.subarray(from)];
    this.#given = given;
    return given;
  }
}

/** Whether held bytes can be returned without the next byte. */
function isReady(held: readonly number[]): boolean {
  return held.length > 0 && held.at(-1) !== RETURN;
}

function encodeLines(text: Uint8Array): Uint8Array {
  let lines = 0;
  for (let at = text.indexOf(NEWLINE); at >= 0; at = text.indexOf(NEWLINE, at + 1)) lines += 1;
  if (lines === 0) return text;
  const encoded = new Uint8Array(text.length + lines);
  let from = 0;
  let to = 0;
  for (let at = text.indexOf(NEWLINE); at >= 0; at = text.indexOf(NEWLINE, from)) {
    encoded.set(text.subarray(from, at), to);
    to += at - from;
    encoded[to++] = RETURN;
    encoded[to++] = NEWLINE;
    from = at + 1;
  }
  encoded.set(text.subarray(from), to);
  return encoded;
}
