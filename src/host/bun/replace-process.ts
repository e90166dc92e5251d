import { dlopen, ptr, type FFIFunction, type Library } from "bun:ffi";
import type { ProgramStart } from "../processes.ts";
import { C_LIBRARIES } from "./c-library.ts";
import { rawArguments } from "./raw-arguments.ts";

const SYMBOLS = {
  signal: { args: ["i32", "ptr"], returns: "ptr" },
  setenv: { args: ["ptr", "ptr", "i32"], returns: "i32" },
  unsetenv: { args: ["ptr"], returns: "i32" },
  execv: { args: ["ptr", "ptr"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

const LINUX_SYMBOLS = {
  prlimit: { args: ["i32", "i32", "ptr", "ptr"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

const SIG_DFL = null;
/** Bun ignores these two at its start; a program that inherited that would never notice a closed pipe. */
const IGNORED_BY_BUN = [13 /* SIGPIPE */, 25 /* SIGXFSZ, on Linux and macOS alike */];
const RLIMIT_NOFILE = 7;

/**
 * Puts the program in this process's place (execv), so that signals, job control, the terminal and the exit status are
 * its own. Variables are set in the C environment, which keeps every other variable byte for byte.
 * Comes back only where that failed.
 */
export function replaceProcess(program: ProgramStart): void {
  const libc = openLibrary(SYMBOLS);
  if (libc === undefined) return;
  const { signal, execv } = libc.symbols;
  setVariables(libc, program.variables);
  for (const number of IGNORED_BY_BUN) signal(number, SIG_DFL);
  restoreFileLimit();
  const file = cString(program.file);
  const argv = rawArguments([program.name, ...program.args]).map(terminated);
  // Nothing is allocated from here on, so that nothing that is pointed to is collected.
  execv(file, new BigUint64Array([...argv.map((text) => BigInt(ptr(text))), 0n]));
}

/** A variable that has its value already is not touched, since its bytes may be no UTF-8; of any other every copy goes. */
function setVariables({ symbols }: Library<typeof SYMBOLS>, variables: ProgramStart["variables"]): void {
  for (const [name, value] of Object.entries(variables)) {
    if (process.env[name] === value) continue;
    symbols.unsetenv(cString(name));
    symbols.setenv(cString(name), cString(value), 1);
  }
}

/**
 * Bun raises the soft limit of open files as far as it may and keeps no note of what it was; a program that closes all
 * possible descriptors, or uses select(), suffers from it. The limit of the parent is what this process was most likely given.
 */
function restoreFileLimit(): void {
  if (process.platform !== "linux" || process.ppid <= 0) return;
  const prlimit = openLibrary(LINUX_SYMBOLS)?.symbols.prlimit;
  const parent = new BigUint64Array(2);
  const own = new BigUint64Array(2);
  if (prlimit === undefined) return;
  if (prlimit(process.ppid, RLIMIT_NOFILE, null, parent) !== 0 || prlimit(0, RLIMIT_NOFILE, null, own) !== 0) return;
  const [soft = 0n] = parent;
  const [current = 0n, hard = 0n] = own;
  if (soft < current) prlimit(0, RLIMIT_NOFILE, new BigUint64Array([soft, hard]), null);
}

function openLibrary<Symbols extends Record<string, FFIFunction>>(symbols: Symbols): Library<Symbols> | undefined {
  for (const name of C_LIBRARIES) {
    try {
      return dlopen(name, symbols);
    } catch {
      // Otherwise it is another C library's system: the next name is tried.
    }
  }
  return undefined;
}

function cString(text: string): Uint8Array {
  return terminated(Buffer.from(text, "utf8"));
}

function terminated(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(bytes.length + 1);
  text.set(bytes);
  return text;
}
