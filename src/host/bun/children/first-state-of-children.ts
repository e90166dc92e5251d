import { openCLibrary } from "../library/open-c-library.ts";
import { SIGPIPE, SIGXFSZ } from "../interrupts/signal-action.ts";
import { FIRST_STATE_SYMBOLS, lowerFileLimit, readFirstState } from "../start/first-state.ts";
import { noteInheritedDescriptors, setInherited } from "../start/inherited-descriptors.ts";

function open() {
  const libc = process.platform === "linux" ? openCLibrary(FIRST_STATE_SYMBOLS)?.symbols : undefined;
  return libc === undefined ? undefined : { libc, state: readFirstState(libc) };
}

let opened: ReturnType<typeof open>;

/** The C library with what this process had at first: both are asked for once. Undefined where nobody knows. */
function firstOfAll() {
  opened ??= open();
  return opened;
}

/**
 * Starts a child while this process has the limit of open files that it was started with, and, if the child inherits
 * them, its caller's descriptors.
 */
export function withFirstState<T>(inheritsDescriptors: boolean, start: () => T): T {
  const first = firstOfAll();
  const raiseLimit = first === undefined ? undefined : lowerFileLimit(first.libc, first.state);
  const descriptors = inheritsDescriptors ? noteInheritedDescriptors() : [];
  setInherited(descriptors, true);
  const result = start();
  setInherited(descriptors, false);
  raiseLimit?.();
  return result;
}

/** Those of the signals that a child does not ignore: not what this process was started to ignore. */
export function notIgnoredAtFirst(signals: readonly number[]): readonly number[] {
  const first = firstOfAll();
  if (first === undefined) return signals;
  const { ignoredPipeSignal, ignoredSizeSignal } = first.state;
  return signals.filter(
    (signal) => !(signal === SIGPIPE && ignoredPipeSignal) && !(signal === SIGXFSZ && ignoredSizeSignal),
  );
}
