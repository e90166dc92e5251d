import { ptr } from "bun:ffi";
import type { Interrupts, InterruptWord, TimeLimit } from "../../interrupts.ts";
import { watchConsole, type ConsoleWatch } from "./console-handler.ts";
import { openPosixLibrary, type PosixLibrary } from "../library/posix-library.ts";
import { isIgnored, restoreSignalAction, setSignalAction, SIGALRM, SIGINT, SIGTERM } from "./signal-action.ts";
import { makeSignalHandler, type SignalHandler } from "./signal-handler.ts";
import { startTimeKeeper } from "./time-keeper.ts";

const ITIMER_REAL = 0;
/** When SIGALRM comes again (seconds), and then ends the process: the first may find a machine that does not listen. */
const REPEAT = 1n;

interface Watched {
  readonly timed: boolean;
  readonly word: InterruptWord;
  readonly handler: SignalHandler;
}

let watched: Watched | undefined;
/** The word of the watched machine; made anew when its memory has grown, and not at each question. */
let watchedWord: Int32Array | undefined;
let watchedConsole: ConsoleWatch | undefined;

/** Interrupts by signals where a handler can be made, else by a console (Windows) and the time by a second thread. */
export const interrupts: Interrupts = { watch, memoryHasGrown: aim };

/** Whether calls that block are to come back at a signal. */
export function isWatching(): boolean {
  return watched !== undefined;
}

/** Whether one of the signals is the end of the time. */
export function isTimed(): boolean {
  return watched?.timed === true;
}

/** Whether the machine has been asked to stop and has not done so yet. */
export function isInterrupted(): boolean {
  return watchedWord !== undefined && watchedWord[0] !== 0;
}

function watch(word: InterruptWord, time: TimeLimit | undefined): () => void {
  const libc = openPosixLibrary();
  const handler = libc === undefined ? undefined : makeSignalHandler(libc, time?.lastWords ?? "");
  if (libc === undefined || handler === undefined) return watchWithoutSignals(word, time);
  watched = { word, handler, timed: time !== undefined };
  aim();
  const restore = [SIGINT, SIGTERM].map((signal) => catchSignal(libc, signal, handler));
  if (time !== undefined) restore.push(startTimer(libc, time.milliseconds, handler));
  return () => {
    for (const undo of restore) undo();
    watched = undefined;
    watchedWord = undefined;
  };
}

/** Where there are no signals: Ctrl-C by the console's own means, the time by a second thread. */
function watchWithoutSignals(word: InterruptWord, time: TimeLimit | undefined): () => void {
  watchedConsole = watchConsole(word);
  const endTime = time === undefined ? undefined : startTimeKeeper(word, time);
  return () => {
    endTime?.();
    watchedConsole?.end();
    watchedConsole = undefined;
  };
}

function aim(): void {
  watchedConsole?.aim();
  if (watched === undefined) return;
  const { handler, word } = watched;
  watchedWord = new Int32Array(word.memory(), word.address, 1);
  handler.aim(BigInt(ptr(new Uint8Array(word.memory()))) + BigInt(word.address));
}

/** A signal that is ignored, as in the background of a shell, stays ignored. */
function catchSignal(libc: PosixLibrary, signal: number, handler: SignalHandler): () => void {
  const before = setSignalAction(libc, signal, { handler: handler.function, once: true });
  const restore = (): void => restoreSignalAction(libc, signal, before);
  if (isIgnored(before)) restore();
  return restore;
}

function startTimer(libc: PosixLibrary, time: number, handler: SignalHandler): () => void {
  const before = setSignalAction(libc, SIGALRM, { handler: handler.function, once: false });
  const microseconds = BigInt(Math.max(Math.ceil(time * 1000), 1));
  const value = [microseconds / 1_000_000n, microseconds % 1_000_000n];
  libc.setitimer(ITIMER_REAL, new BigInt64Array([REPEAT, 0n, ...value]), null);
  return () => {
    libc.setitimer(ITIMER_REAL, new BigInt64Array(4), null);
    restoreSignalAction(libc, SIGALRM, before);
  };
}
