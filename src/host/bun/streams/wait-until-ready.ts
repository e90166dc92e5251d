import { isInterrupted, isTimed, isWatching } from "../interrupts/interrupts.ts";
import { openPosixLibrary } from "../library/posix-library.ts";

const POLLIN = 1;
const POLLOUT = 4;
const FOREVER = -1;

/**
 * Waits until a read would not block; false if the machine must stop before that. node:fs restarts an interrupted call,
 * so without this function a signal would have no effect until the next input. Does nothing if signals are not caught.
 */
export function waitUntilReadable(descriptor: number): boolean {
  return !isWatching() || wait(descriptor, POLLIN);
}

/**
 * The same for a write, but only if there is a time limit: a second Ctrl-C ends a blocked write, and print must be
 * fast.
 */
export function waitUntilWritable(descriptor: number): boolean {
  return !isTimed() || wait(descriptor, POLLOUT);
}

function wait(descriptor: number, event: number): boolean {
  const request = new Int32Array([descriptor, event]);
  for (;;) {
    if (isInterrupted()) return false;
    if (openPosixLibrary()?.poll(request, 1, FOREVER) !== -1) return true;
  }
}
