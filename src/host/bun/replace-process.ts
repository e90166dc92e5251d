import { dlopen, ptr, type FFIFunction, type Library } from "bun:ffi";
import type { ProgramStart } from "../processes.ts";
import { C_LIBRARIES } from "./c-library.ts";

const SYMBOLS = {
  signal: { args: ["i32", "ptr"], returns: "ptr" },
  setenv: { args: ["ptr", "ptr", "i32"], returns: "i32" },
  execv: { args: ["ptr", "ptr"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

const SIG_DFL = null;
/** Bun ignores these two at its start; a program that inherited that would never notice a closed pipe. */
const IGNORED_BY_BUN = [13 /* SIGPIPE */, 25 /* SIGXFSZ, on Linux and macOS alike */];

/**
 * Puts the program in this process's place (execv), so that signals, job control, the terminal and the exit status are
 * its own. Variables are set in the C environment, which keeps every other variable byte for byte.
 * Comes back only where that failed.
 */
export function replaceProcess(program: ProgramStart): void {
  const libc = openLibrary();
  if (libc === undefined) return;
  const { signal, setenv, execv } = libc.symbols;
  for (const [name, value] of Object.entries(program.variables)) setenv(cString(name), cString(value), 1);
  const argv = [program.name, ...program.args].map(cString);
  const pointers = new BigUint64Array([...argv.map((text) => BigInt(ptr(text))), 0n]);
  for (const number of IGNORED_BY_BUN) signal(number, SIG_DFL);
  execv(cString(program.file), pointers);
}

function openLibrary(): Library<typeof SYMBOLS> | undefined {
  for (const name of C_LIBRARIES) {
    try {
      return dlopen(name, SYMBOLS);
    } catch {
      // Otherwise it is another C library's system: the next name is tried.
    }
  }
  return undefined;
}

function cString(text: string): Uint8Array {
  return Buffer.from(`${text}\0`, "utf8");
}
