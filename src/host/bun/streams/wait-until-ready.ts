import { isInterrupted, isTimed, isWatching } from "../interrupts/interrupts.ts";
import { openPosixLibrary } from "../library/posix-library.ts";

const POLLIN = 1;
const POLLOUT = 4;
const FOREVER = -1;

/**
 * Waits until a read would not block; false where the machine is to stop before that. node:fs starts an interrupted call
 * again, so without this a signal would wait for the next input. Does nothing where signals are not caught.
 */
export function waitUntilReadable(descriptor: number): boolean {
  return !isWatching() || wait(descriptor, POLLIN);
}

/** The same for a write, but only where time is limited: a second Ctrl-C ends a blocked write, and print is to be quick. */
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
