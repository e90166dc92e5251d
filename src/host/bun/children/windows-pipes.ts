import { addressOf } from "../streams/move-directly.ts";
import { openWindowsLibrary, type Handle } from "../library/windows-library.ts";

const EPIPE = 32;
/** Higher than all descriptors of node:fs, which start at 0. */
const FIRST = 1 << 20;

/** Ends of pipes by descriptor; node:fs does not know them. */
const handles = new Map<number, Handle>();
let next = FIRST;

/** Gives an end of a pipe a descriptor. */
export function addPipe(handle: Handle): number {
  const descriptor = next++;
  handles.set(descriptor, handle);
  return descriptor;
}

/** Whether the descriptor is from addPipe and still open. */
export function isPipe(descriptor: number): boolean {
  return descriptor >= FIRST && handles.has(descriptor);
}

/** As Descriptors.read. A read that fails because the other end is closed returns the end of the file. */
export function readPipe(descriptor: number, buffer: Uint8Array, offset: number, length: number): number {
  const moved = new Uint32Array(1);
  const start = addressOf(buffer, offset);
  openWindowsLibrary().ReadFile(handleOf(descriptor), start, length, moved, null);
  return moved[0] ?? 0;
}

/** As Descriptors.write. */
export function writePipe(descriptor: number, buffer: Uint8Array, offset: number, length: number): number {
  const moved = new Uint32Array(1);
  const start = addressOf(buffer, offset);
  const ok = openWindowsLibrary().WriteFile(handleOf(descriptor), start, length, moved, null);
  return ok === 0 ? -EPIPE : (moved[0] ?? 0);
}

/** Closes the end of a pipe, and forgets its descriptor. */
export function closePipe(descriptor: number): void {
  openWindowsLibrary().CloseHandle(handleOf(descriptor));
  handles.delete(descriptor);
}

function handleOf(descriptor: number): Handle {
  return handles.get(descriptor) ?? 0n;
}
