import { isInterrupted, isTimed, isWatching } from "../interrupts/interrupts.ts";
import { openPosixLibrary } from "../library/posix-library.ts";

const POLLIN = 1;
const POLLOUT = 4;
const FOREVER = -1;
const AT_ONCE = 0;

/**
 * Waits until a read would not block; false if the machine must stop before that. node:fs restarts an interrupted call,
 * so without this function a signal would have no effect until the next input. Does nothing if signals are not caught.
 */
export function waitUntilReadable(descriptor: number): boolean {
  return !isWatching() || wait(descriptor, POLLIN);
}

/**
 * The same for a write, but it waits only if there is a time limit, because print must be fast. A signal ends the write
 * itself, which is then tried again only where it would not block.
 */
export function waitUntilWritable(descriptor: number): boolean {
  if (isTimed()) return wait(descriptor, POLLOUT);
  return !isInterrupted() || openPosixLibrary()?.poll(requestOf(descriptor, POLLOUT), 1, AT_ONCE) === 1;
}

function wait(descriptor: number, event: number): boolean {
  const request = requestOf(descriptor, event);
  for (;;) {
    if (isInterrupted()) return false;
    if (openPosixLibrary()?.poll(request, 1, FOREVER) !== -1) return true;
  }
}

/** A struct pollfd. */
function requestOf(descriptor: number, event: number): Int32Array {
  return new Int32Array([descriptor, event]);
}
