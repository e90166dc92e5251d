import { ptr, type FFIFunction, type Library } from "bun:ffi";
import type { ProgramStart } from "../processes.ts";
import { openCLibrary } from "./open-c-library.ts";
import { rawArguments } from "./raw-arguments.ts";
import { undoBunStart } from "./undo-bun-start.ts";

const SYMBOLS = {
  setenv: { args: ["ptr", "ptr", "i32"], returns: "i32" },
  unsetenv: { args: ["ptr"], returns: "i32" },
  execv: { args: ["ptr", "ptr"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

/**
 * Puts the program in this process's place (execv), so that signals, job control, the terminal and the exit status are
 * its own. Variables are set in the C environment, which keeps every other variable byte for byte.
 * Comes back only where that failed.
 */
export function replaceProcess(program: ProgramStart): void {
  const libc = openCLibrary(SYMBOLS);
  if (libc === undefined) return;
  setVariables(libc, program.variables);
  undoBunStart();
  const file = cString(program.file);
  const argv = rawArguments([program.name, ...program.args]).map(terminated);
  // Nothing is allocated from here on, so that nothing that is pointed to is collected.
  libc.symbols.execv(file, new BigUint64Array([...argv.map((text) => BigInt(ptr(text))), 0n]));
}

/** A variable that has its value already is not touched, since its bytes may be no UTF-8; of any other every copy goes. */
function setVariables({ symbols }: Library<typeof SYMBOLS>, variables: ProgramStart["variables"]): void {
  for (const [name, value] of Object.entries(variables)) {
    if (process.env[name] === value) continue;
    symbols.unsetenv(cString(name));
    symbols.setenv(cString(name), cString(value), 1);
  }
}

function cString(text: string): Uint8Array {
  return terminated(Buffer.from(text, "utf8"));
}

function terminated(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(bytes.length + 1);
  text.set(bytes);
  return text;
}
