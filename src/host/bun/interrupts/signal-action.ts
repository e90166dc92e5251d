import type { Pointer } from "bun:ffi";
import type { PosixLibrary } from "../library/posix-library.ts";

export const SIGHUP = 1;
export const SIGINT = 2;
export const SIGQUIT = 3;
export const SIGPIPE = 13;
export const SIGALRM = 14;
export const SIGTERM = 15;
export const SIGCHLD = process.platform === "darwin" ? 20 : 17;
export const SIGTTIN = 21;
export const SIGTTOU = 22;
export const SIGXFSZ = 25;

const LINUX = process.platform === "linux";
/**
 * Signals that end a process, besides those that ask it to stop: SIGQUIT, SIGXCPU, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, and on Linux SIGSTKFLT and
 * SIGIO. Those of faults of the program are left out, and those that the engine uses itself.
 */
export const ENDING_SIGNALS: readonly number[] = [SIGQUIT, 24, 26, 27, ...(LINUX ? [10, 12, 16, 29] : [30, 31])];

/** Larger than any C library's struct sigaction. */
const SIZE = 256;
const DARWIN = process.platform === "darwin";
/** The offset of the flags; the handler is at 0. */
const FLAGS = DARWIN ? 12 : 136;
const RESET_AT_FIRST = DARWIN ? 4 : 0x80000000;

/** SIG_DFL */
export const DEFAULT = 0n;
/** SIG_IGN */
export const IGNORE = 1n;

/** The system's action for a signal, as the C library stores it. */
export type SignalAction = Uint8Array;

/** Makes a signal call a C function, ignores it, or gives it its default action. Blocking calls do not restart. Returns the previous action. */
export function setSignalAction(
  libc: PosixLibrary,
  signal: number,
  { handler, once }: { readonly handler: bigint | Pointer; readonly once: boolean },
): SignalAction {
  const action = new Uint8Array(SIZE);
  const view = new DataView(action.buffer);
  view.setBigUint64(0, BigInt(handler), true);
  view.setUint32(FLAGS, once ? RESET_AT_FIRST : 0, true);
  const before = new Uint8Array(SIZE);
  libc.sigaction(signal, action, before);
  return before;
}

/** Gives a signal the action that setSignalAction returned. */
export function restoreSignalAction(libc: PosixLibrary, signal: number, action: SignalAction): void {
  libc.sigaction(signal, action, null);
}

/** Whether an action means that the signal does nothing. */
export function isIgnored(action: SignalAction): boolean {
  return handlerOf(action) === IGNORE;
}

/** Whether an action is the one that a signal has if nobody has changed it. */
export function isDefault(action: SignalAction): boolean {
  return handlerOf(action) === DEFAULT;
}

function handlerOf(action: SignalAction): bigint {
  return new DataView(action.buffer).getBigUint64(0, true);
}

/** Whether this process ignores a signal now. */
export function isIgnoredNow(libc: Pick<PosixLibrary, "sigaction"> | undefined, signal: number): boolean {
  const action = new Uint8Array(SIZE);
  return libc?.sigaction(signal, null, action) === 0 && isIgnored(action);
}
