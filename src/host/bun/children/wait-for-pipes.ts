import { isInterrupted } from "../interrupts/interrupts.ts";
import type { PosixLibrary } from "../library/posix-library.ts";

const EINTR = 4;
const POLLIN = 1;
const POLLOUT = 4;
const FOREVER = -1;
/** The longest time that poll takes, in milliseconds. */
const LONGEST = 0x7fffffff;

/** A struct pollfd for each pipe, as 32-bit numbers: the descriptor, then what is asked with what was found in the upper half. */
let request = new Int32Array(16);

export interface WantedPipes {
  readonly read: readonly number[];
  readonly write: readonly number[];
}

/**
 * Waits until a pipe can be read or written, or the time in milliseconds is over. Returns those pipes, or minus EINTR if the machine must
 * stop. Uses plain loops and one buffer: after each wait the processor has forgotten what is not used again and again.
 */
export function waitForPipes(
  libc: PosixLibrary,
  { read, write }: WantedPipes,
  milliseconds: number,
): number[] | number {
  const count = read.length + write.length;
  if (2 * count > request.length) request = new Int32Array(4 * count);
  for (let index = 0; index < count; index++) {
    const reads = index < read.length;
    request[2 * index] = (reads ? read[index] : write[index - read.length]) ?? 0;
    request[2 * index + 1] = reads ? POLLIN : POLLOUT;
  }
  const found = poll(libc, count, milliseconds);
  if (found < 0) return found;
  const ready: number[] = [];
  for (let index = 0; index < count; index++) {
    if ((request[2 * index + 1] ?? 0) >>> 16 !== 0) ready.push(request[2 * index] ?? 0);
  }
  return ready;
}

/** Polls again after a signal that does not stop the machine. */
function poll(libc: PosixLibrary, count: number, milliseconds: number): number {
  const waits = milliseconds > 0;
  const end = waits ? performance.now() + milliseconds : 0;
  for (;;) {
    if (isInterrupted()) return -EINTR;
    const left = waits ? Math.ceil(Math.max(end - performance.now(), 0)) : 0;
    const found = libc.poll(request, count, left > LONGEST ? FOREVER : left);
    if (found >= 0) return found;
  }
}
