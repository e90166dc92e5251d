import { rmSync } from "node:fs";
import type { InterruptWord } from "../../interrupts.ts";
import type { GuardedRun, WasmGuard } from "../../wasm.ts";
import { watchEverySignal } from "../interrupts/interrupts.ts";
import { startThread } from "../start-thread.ts";
import { takeFolder } from "./abandoned-folders.ts";
import { C_LIBRARIES } from "../library/open-c-library.ts";

/** The words that the threads share: who ends the module's run, and the number of the signal that asks for it. */
const STATE = 0;
const SIGNAL = 1;
/** The states: nobody yet, this thread, the guard. */
const RUNNING = 0;
const OVER = 1;
const STOPPED = 2;
/** Longer than the guard takes. */
const PATIENCE = 30_000;

/**
 * Runs in its own thread, because the module's thread is busy. It takes the state before it ends the process, so that nobody else goes on. A signal
 * that came once has its default action the next time.
 */
const PROGRAM = `
  import { dlopen } from "bun:ffi";
  import { rmSync, writeSync } from "node:fs";
  const RUNNING = 0, STOPPED = 2, TIME_LIMIT = 124, DIED_OF_SIGNAL = 128;
  function endProcess(status, library) {
    if (process.platform === "win32") {
      const { TerminateProcess } = dlopen("kernel32.dll", { TerminateProcess: { args: ["i64", "u32"], returns: "i32" } }).symbols;
      TerminateProcess(-1n, status);
    }
    dlopen(library, { _exit: { args: ["i32"], returns: "void" } }).symbols._exit(status);
  }
  self.onmessage = ({ data: { words, deadline, text, folder, library } }) => {
    const stop = (act) => {
      if (Atomics.compareExchange(words, 0, RUNNING, STOPPED) !== RUNNING) return;
      try { if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 }); } catch {}
      try { act(); } catch {}
    };
    if (deadline !== undefined) {
      setTimeout(() => stop(() => { try { writeSync(2, text); } catch {} endProcess(TIME_LIMIT, library); }), Math.min(Math.max(deadline - Date.now(), 0), 2147483647));
    }
    if (folder !== undefined) {
      setInterval(() => {
        const signal = Atomics.load(words, 1);
        if (signal === 0) return;
        stop(() => {
          if (process.platform !== "win32") process.kill(process.pid, signal);
          setTimeout(() => endProcess(DIED_OF_SIGNAL + signal, library), process.platform === "win32" ? 0 : 1000);
        });
      }, 20);
    }
  };
`;

/**
 * Stops a module for which the time is over, or signals that came, by ending the process. Without either it does nothing. Signals wait before the
 * folder is made, and until it is removed.
 */
export function guardModule({ time, makeFolder }: WasmGuard): GuardedRun {
  if (time === undefined && makeFolder === undefined) return { folder: undefined, end: () => {} };
  const shared = new SharedArrayBuffer(8);
  const words = new Int32Array(shared);
  const worker = startThread(PROGRAM, { smol: true });
  const word: InterruptWord = { memory: () => shared as unknown as ArrayBuffer, address: SIGNAL * 4 };
  const unwatch = makeFolder === undefined ? undefined : watchEverySignal(word);
  const leave = (): void => {
    unwatch?.();
    worker.terminate();
    const signal = Atomics.load(words, SIGNAL);
    if (signal !== 0) process.kill(process.pid, signal);
  };
  const folder = makeOr(makeFolder, leave);
  if (folder !== undefined) takeFolder(folder);
  const deadline = time && Date.now() + time.milliseconds;
  worker.postMessage({ words, deadline, text: time?.lastWords, folder, library: C_LIBRARIES[process.platform] }, []);
  return {
    folder,
    end() {
      takeOver(words);
      if (folder !== undefined) removeFolder(folder);
      leave();
    },
  };
}

function makeOr(make: (() => string) | undefined, leave: () => void): string | undefined {
  try {
    return make?.();
  } catch (error) {
    leave();
    throw error;
  }
}

/** The run is over for the guard too; if the guard came first, the process ends here. */
function takeOver(words: Int32Array): void {
  // A signal that nobody has seen yet is the guard's.
  while (Atomics.load(words, SIGNAL) !== 0 && Atomics.load(words, STATE) === RUNNING) {
    Atomics.wait(words, STATE, RUNNING, 100);
  }
  if (Atomics.compareExchange(words, STATE, RUNNING, OVER) !== RUNNING) Atomics.wait(words, STATE, STOPPED, PATIENCE);
}

function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Windows keeps a file that another process, such as a virus scanner, has open.
  }
}
