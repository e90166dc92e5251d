import type { Interrupts, InterruptWord, TimeLimit } from "../../interrupts.ts";
import { watchConsole, type ConsoleWatch } from "./console-handler.ts";
import { nativeCalls } from "../library/native-calls.ts";
import { openPosixLibrary, type PosixLibrary } from "../library/posix-library.ts";
import {
  ENDING_SIGNALS,
  isDefault,
  isIgnored,
  restoreSignalAction,
  setSignalAction,
  SIGALRM,
  SIGHUP,
  SIGINT,
  SIGTERM,
  type SignalAction,
} from "./signal-action.ts";
import { makeSignalHandler, type SignalHandler } from "./signal-handler.ts";
import { startTimeKeeper } from "./time-keeper.ts";

const NO_SIGNALS: readonly number[] = [];
const ITIMER_REAL = 0;
/** How often SIGALRM comes when the time is over, in microseconds: the first may find a machine just before a blocking call. */
const REPEAT = 100_000n;

interface Watched {
  readonly timed: boolean;
  readonly word: InterruptWord;
  readonly handler: SignalHandler;
}

let watched: Watched | undefined;
/** The word of the watched machine. A new view is made when its memory has grown, not at each check. */
let watchedWord: Int32Array | undefined;
let watchedConsole: ConsoleWatch | undefined;
/** The word of a machine that is watched without signals. */
let consoleWord: InterruptWord | undefined;

/**
 * Interrupts by signals, if a signal handler can be made. Otherwise by the console (Windows), and by a second thread
 * for the time.
 */
export const interrupts: Interrupts = { watch, memoryHasGrown: aim };

/** Whether blocking calls must return when a signal comes. */
export function isWatching(): boolean {
  return watched !== undefined;
}

/** Whether there is a time limit. */
export function isTimed(): boolean {
  return watched?.timed === true;
}

/** Whether the machine was asked to stop but has not stopped yet. */
export function isInterrupted(): boolean {
  return watchedWord !== undefined && watchedWord[0] !== 0;
}

/** The same on every system: on Windows Ctrl-C and the time ask. */
export function mustStop(): boolean {
  return (
    isInterrupted() ||
    (consoleWord !== undefined && new Int32Array(consoleWord.memory(), consoleWord.address, 1)[0] !== 0)
  );
}

/** The same without a time, and for every other signal that ends this process by its default action. */
export function watchEverySignal(word: InterruptWord): () => void {
  return watch(word, undefined, ENDING_SIGNALS);
}

function watch(
  word: InterruptWord,
  time: TimeLimit | undefined,
  endingSignals: readonly number[] = NO_SIGNALS,
): () => void {
  const libc = openPosixLibrary();
  const handler = libc === undefined ? undefined : makeSignalHandler(libc, time && { count: 1, text: time.lastWords });
  if (libc === undefined || handler === undefined) return watchWithoutSignals(word, time);
  watched = { word, handler, timed: time !== undefined };
  aim();
  const restore = [
    ...[SIGHUP, SIGINT, SIGTERM].map((signal) => catchSignal(libc, { signal, handler, unless: isIgnored })),
    ...endingSignals.map((signal) => catchSignal(libc, { signal, handler, unless: isNotDefault })),
  ];
  restore.push(startTimer(libc, time?.milliseconds, handler));
  return () => {
    for (const undo of restore) undo();
    watched = undefined;
    watchedWord = undefined;
  };
}

/** Watches without signals: Ctrl-C through the console, the time in a second thread. */
function watchWithoutSignals(word: InterruptWord, time: TimeLimit | undefined): () => void {
  watchedConsole = watchConsole(word);
  consoleWord = word;
  const endTime = time === undefined ? undefined : startTimeKeeper(word, time);
  return () => {
    endTime?.();
    watchedConsole?.end();
    watchedConsole = undefined;
    consoleWord = undefined;
  };
}

function aim(): void {
  watchedConsole?.aim();
  if (watched === undefined) return;
  const { handler, word } = watched;
  watchedWord = new Int32Array(word.memory(), word.address, 1);
  handler.aim(BigInt(nativeCalls.ptr(new Uint8Array(word.memory()))) + BigInt(word.address));
}

interface Caught {
  readonly signal: number;
  readonly handler: SignalHandler;
  /** For which action of the signal it is left alone. */
  readonly unless: (action: SignalAction) => boolean;
}

/** A signal that is already ignored, as for a process in the background of a shell, stays ignored. */
function catchSignal(libc: PosixLibrary, { signal, handler, unless }: Caught): () => void {
  const before = setSignalAction(libc, signal, { handler: handler.function, once: true });
  const restore = (): void => restoreSignalAction(libc, signal, before);
  if (unless(before)) restore();
  return restore;
}

function isNotDefault(action: SignalAction): boolean {
  return !isDefault(action);
}

/** Without a time the timer is not started: the handler does that. */
function startTimer(libc: PosixLibrary, time: number | undefined, handler: SignalHandler): () => void {
  const before = setSignalAction(libc, SIGALRM, { handler: handler.function, once: false });
  const microseconds = time === undefined ? 0n : BigInt(Math.max(Math.ceil(time * 1000), 1));
  const value = [microseconds / 1_000_000n, microseconds % 1_000_000n];
  libc.setitimer(ITIMER_REAL, new BigInt64Array([0n, REPEAT, ...value]), null);
  return () => {
    libc.setitimer(ITIMER_REAL, new BigInt64Array(4), null);
    restoreSignalAction(libc, SIGALRM, before);
  };
}
