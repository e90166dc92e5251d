import { openCLibrary } from "../library/open-c-library.ts";
import { SIGPIPE, SIGXFSZ } from "../interrupts/signal-action.ts";
import { FIRST_STATE_SYMBOLS, lowerFileLimit, readFirstState } from "../start/first-state.ts";
import { noteInheritedDescriptors, setInherited } from "../start/inherited-descriptors.ts";

function open() {
  return process.platform === "linux" ? openCLibrary(FIRST_STATE_SYMBOLS)?.symbols : undefined;
}

let opened: { readonly library: ReturnType<typeof open> } | undefined;

/** The C library, which is opened once. */
function library() {
  opened ??= { library: open() };
  return opened.library;
}

/**
 * Starts a child while this process has the limit of open files that it was started with, and, if the child inherits
 * them, its caller's descriptors.
 */
export function withFirstState<T>(inheritsDescriptors: boolean, start: () => T): T {
  const libc = library();
  const raiseLimit = libc === undefined ? undefined : lowerFileLimit(libc, readFirstState(libc));
  const descriptors = inheritsDescriptors ? noteInheritedDescriptors() : [];
  setInherited(descriptors, true);
  const result = start();
  setInherited(descriptors, false);
  raiseLimit?.();
  return result;
}

/** Those of the signals that a child does not ignore: not what this process was started to ignore. */
export function notIgnoredAtFirst(signals: readonly number[]): readonly number[] {
  const libc = library();
  if (libc === undefined) return signals;
  const { ignoredPipeSignal, ignoredSizeSignal } = readFirstState(libc);
  return signals.filter(
    (signal) => !(signal === SIGPIPE && ignoredPipeSignal) && !(signal === SIGXFSZ && ignoredSizeSignal),
  );
}
