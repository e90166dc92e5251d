import type { InterruptWord } from "../../interrupts.ts";
import type { WasmGuard } from "../../wasm.ts";
import { interrupts } from "../interrupts/interrupts.ts";
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
      setTimeout(() => stop(() => { try { writeSync(2, text); } catch {} endProcess(TIME_LIMIT, library); }), Math.min(deadline - Date.now(), 2147483647));
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

/** Stops a module for which the time is over, or signals that came, by ending the process. Without either it does nothing. */
export function guardModule({ time, folder }: WasmGuard): () => void {
  if (time === undefined && folder === undefined) return () => {};
  const shared = new SharedArrayBuffer(8);
  const words = new Int32Array(shared);
  const url = URL.createObjectURL(new Blob([PROGRAM], { type: "application/javascript" }));
  const worker = new Worker(url, { smol: true });
  worker.unref();
  worker.postMessage(
    {
      words,
      deadline: time && Date.now() + time.milliseconds,
      text: time?.lastWords,
      folder,
      library: C_LIBRARIES[process.platform],
    },
    [],
  );
  const word: InterruptWord = { memory: () => shared as unknown as ArrayBuffer, address: SIGNAL * 4 };
  const unwatch = folder === undefined ? undefined : interrupts.watch(word, undefined);
  return () => {
    // A signal that nobody has seen yet is the guard's.
    while (Atomics.load(words, SIGNAL) !== 0 && Atomics.load(words, STATE) === RUNNING) {
      Atomics.wait(words, STATE, RUNNING, 100);
    }
    if (Atomics.compareExchange(words, STATE, RUNNING, OVER) !== RUNNING) Atomics.wait(words, STATE, STOPPED, PATIENCE);
    unwatch?.();
    worker.terminate();
  };
}
