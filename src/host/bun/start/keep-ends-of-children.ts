import { DEFAULT, isIgnoredNow, setSignalAction, SIGCHLD } from "../interrupts/signal-action.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { changedState } from "./changed-state.ts";

/**
 * Makes sure, before a child is started, that this process learns how it ends. The system does not keep that for a
 * process that ignores SIGCHLD, as its caller may have made it. The child does not ignore SIGCHLD either: to ignore it only
 * while the child starts would lose the end of one that ends at once, and POSIX leaves open what a program gets.
 */
export function keepEndsOfChildren(libc: PosixLibrary): void {
  if (!isIgnoredNow(libc, SIGCHLD)) return;
  setSignalAction(libc, SIGCHLD, { handler: DEFAULT, once: false });
  changedState.ignoredChildSignal = SIGCHLD;
}
