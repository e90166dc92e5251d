import type { FFIFunction, Library, Pointer } from "bun:ffi";
import { changedState } from "./changed-state.ts";
import { FIRST_STATE_SYMBOLS, lowerFileLimit, readFirstState } from "./first-state.ts";
import { DESCRIPTOR_SYMBOLS, noteInheritedDescriptors, setInherited } from "./inherited-descriptors.ts";

const POSIX = {
  signal: { args: ["i32", "ptr"], returns: "ptr" },
} as const satisfies Record<string, FFIFunction>;

/** The C library functions that `undoBunStart` calls. All but one exist, and are called, only on Linux. */
export const UNDO_SYMBOLS = (
  process.platform === "linux" ? { ...POSIX, ...FIRST_STATE_SYMBOLS, ...DESCRIPTOR_SYMBOLS } : POSIX
) as typeof POSIX & typeof FIRST_STATE_SYMBOLS & typeof DESCRIPTOR_SYMBOLS;

type UndoLibrary = Library<typeof UNDO_SYMBOLS>["symbols"];

const SIG_DFL = null;
const SIG_IGN = 1 as Pointer;
const SIGPIPE = 13;
/** On Linux and macOS alike. */
const SIGXFSZ = 25;

/**
 * Undoes what Bun did to this process at its start, as far as a program that replaces it would inherit it. Bun ignores
 * two signals: a program that inherited that would never notice a closed pipe. SIGCHLD, if luff's caller ignored it, is
 * ignored again, where luff has started a child.
 */
export function undoBunStart(libc: UndoLibrary): void {
  const state = process.platform === "linux" ? readFirstState(libc) : undefined;
  if (state?.ignoredPipeSignal !== true) libc.signal(SIGPIPE, SIG_DFL);
  if (state?.ignoredSizeSignal !== true) libc.signal(SIGXFSZ, SIG_DFL);
  const { ignoredChildSignal } = changedState;
  if (ignoredChildSignal !== undefined) libc.signal(ignoredChildSignal, SIG_IGN);
  if (state === undefined) return;
  setInherited(noteInheritedDescriptors(libc), true, libc);
  lowerFileLimit(libc, state);
}
