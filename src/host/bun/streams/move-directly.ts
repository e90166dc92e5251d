import { ptr, type Pointer } from "bun:ffi";
import { wasClosedAtStart } from "./closed-at-start.ts";
import { isInterrupted } from "../interrupts/interrupts.ts";
import { openPosixLibrary, type PosixLibrary } from "../library/posix-library.ts";

/** A regular file that was opened here. */
export interface OpenFile {
  readonly appends: boolean;
  /** Where it is read and written next; "end" after an append, wherever that is. */
  position: number | "end";
}

const FAILED = -1;

/**
 * Reads by the C library's own call, which a signal ends, without loading node:fs. Returns how many bytes came, and a
 * negative number where none did for whatever reason: node:fs then tries again and tells. Called for each line that Lua
 * reads or prints, like what follows, so nothing here makes an object.
 */
export function readDirectly(file: OpenFile | undefined, descriptor: number, start: Pointer, length: number): number {
  const libc = callable(descriptor);
  if (libc === undefined) return FAILED;
  if (file === undefined) return libc.read(descriptor, start, length);
  const { position } = file;
  if (position === "end") return FAILED;
  const moved = libc.pread(descriptor, start, length, position);
  if (moved > 0) file.position = position + moved;
  return moved;
}

/** Writes in the same way. */
export function writeDirectly(file: OpenFile | undefined, descriptor: number, start: Pointer, length: number): number {
  const libc = callable(descriptor);
  if (libc === undefined) return FAILED;
  if (file === undefined) return libc.write(descriptor, start, length);
  const { position } = file;
  if (file.appends) return append(libc, file, { descriptor, start, length });
  if (position === "end") return FAILED;
  const moved = libc.pwrite(descriptor, start, length, position);
  if (moved > 0) file.position = position + moved;
  return moved;
}

interface Piece {
  readonly descriptor: number;
  readonly start: Pointer;
  readonly length: number;
}

function append(libc: PosixLibrary, file: OpenFile, { descriptor, start, length }: Piece): number {
  const moved = libc.write(descriptor, start, length);
  if (moved > 0) file.position = "end";
  return moved;
}

function callable(descriptor: number): PosixLibrary | undefined {
  return isInterrupted() || wasClosedAtStart(descriptor) ? undefined : openPosixLibrary();
}

let known: Uint8Array | undefined;
let knownAddress = 0;

/** Bytes from which an array is no small one, whose bytes the engine may move. */
const LARGE = 65_536;

/**
 * The address of a byte of the array. A machine's memory is one large array until it grows, so its address is asked for
 * once and not at each call.
 */
export function addressOf(buffer: Uint8Array, offset: number): Pointer {
  if (buffer !== known || buffer.length < LARGE) {
    known = buffer;
    knownAddress = ptr(buffer);
  }
  return (knownAddress + offset) as Pointer;
}
