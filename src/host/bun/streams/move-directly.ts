import type { Pointer } from "bun:ffi";
import { wasClosedAtStart } from "./closed-at-start.ts";
import { nativeCalls } from "../library/native-calls.ts";
import { isInterrupted } from "../interrupts/interrupts.ts";
import { openPosixLibrary, type PosixLibrary } from "../library/posix-library.ts";

/** A regular file that was opened here. */
export interface OpenFile {
  readonly appends: boolean;
  /** The position of the next read or write; "end" after an append, wherever that is. */
  position: number | "end";
}

const FAILED = -1;

/**
 * Reads with the C library's own call, which a signal can interrupt, and does not load node:fs. Returns the number of
 * bytes. A negative number means that nothing was read: node:fs then tries again and reports the error. Lua calls this
 * and the function below for each line that it reads or prints, so they allocate no objects.
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

/** From this size in bytes on, the engine does not move an array's memory. */
const LARGE = 65_536;

/**
 * The address of a byte of the array. A machine's memory is one large array until it grows, so the address is
 * determined once, not at each call.
 */
export function addressOf(buffer: Uint8Array, offset: number): Pointer {
  if (buffer !== known || buffer.length < LARGE) {
    known = buffer;
    knownAddress = nativeCalls.ptr(buffer);
  }
  return (knownAddress + offset) as Pointer;
}
