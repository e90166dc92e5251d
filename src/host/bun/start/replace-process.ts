import type { FFIFunction, Library } from "bun:ffi";
import type { ProgramStart } from "../../processes.ts";
import { cString } from "../library/c-string.ts";
import { nativeCalls } from "../library/native-calls.ts";
import { openCLibrary } from "../library/open-c-library.ts";
import { rawArguments } from "./raw-arguments.ts";
import { hostError } from "../system-error.ts";
import { UNDO_SYMBOLS, undoBunStart } from "./undo-bun-start.ts";

const SYMBOLS = {
  putenv: { args: ["ptr"], returns: "i32" },
  unsetenv: { args: ["ptr"], returns: "i32" },
  execv: { args: ["ptr", "ptr"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

type Environ = Library<typeof SYMBOLS>["symbols"];

/**
 * Replaces this process by the program (execv), so that signals, job control, the terminal and the exit status are the
 * program's own. Variables are set in the C environment, which keeps every other variable byte for byte. Throws
 * HostError if the program cannot be started. Returns if only this way of starting it failed.
 */
export function replaceProcess(program: ProgramStart): void {
  const symbols = openCLibrary({ ...SYMBOLS, ...UNDO_SYMBOLS })?.symbols;
  if (symbols === undefined) return;
  undoBunStart(symbols);
  const file = cString(program.file);
  const words = rawArguments([program.name, ...program.args]);
  setVariables(symbols, program.variables);
  // Keeps what the pointers refer to.
  const argv: Uint8Array[] = [];
  const pointers = new BigUint64Array(words.length + 1);
  for (const word of words) {
    const text = terminated(word);
    pointers[argv.length] = BigInt(nativeCalls.ptr(text));
    argv.push(text);
  }
  symbols.execv(file, pointers);
  // A second call finds the reason. Its code is loaded only here, because every start would pay for it.
  const { executeError } = require("./execute-error.ts") as typeof import("./execute-error.ts");
  const error = executeError(file, pointers);
  if (error !== undefined) throw hostError(error, program.file);
}

/**
 * The memory given to putenv, which makes it part of the environment. It must not be collected if the program does not
 * start and this process continues.
 */
const placed: Uint8Array[] = [];

/**
 * Skips a variable that already has its value: the bytes of that value may not be UTF-8. An environment may contain a
 * name more than once, and putenv would replace only one: removes all of them first.
 */
function setVariables({ putenv, unsetenv }: Environ, variables: ProgramStart["variables"]): void {
  for (const name of Object.keys(variables)) {
    const value = variables[name];
    const old = process.env[name];
    if (old === value) continue;
    if (old !== undefined) unsetenv(cString(name));
    const text = cString(`${name}=${value}`);
    placed.push(text);
    putenv(text);
  }
}

function terminated(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(bytes.length + 1);
  text.set(bytes);
  return text;
}
