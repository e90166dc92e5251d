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
  const variables = changedVariables(program.variables);
  const file = cString(program.file);
  const argv: Uint8Array[] = [];
  for (const bytes of rawArguments([program.name, ...program.args])) argv.push(terminated(bytes));
  setVariables(symbols, variables);
  // Nothing that the pointers refer to is collected before this call, because it uses all of it.
  const pointers = new BigUint64Array(argv.length + 1);
  for (const [index, text] of argv.entries()) pointers[index] = BigInt(nativeCalls.ptr(text));
  symbols.execv(file, pointers);
  // A second call finds the reason. Its code is loaded only here, because every start would pay for it.
  const { executeError } = require("./execute-error.ts") as typeof import("./execute-error.ts");
  const error = executeError(file, pointers);
  if (error !== undefined) throw hostError(error, program.file);
}

interface Variable {
  readonly name: string;
  readonly isSet: boolean;
  /** "NAME=VALUE". putenv makes this memory part of the environment, so it must outlive the call. */
  readonly text: Uint8Array;
}

/** Skips a variable that already has its value: the bytes of that value may not be UTF-8. */
function changedVariables(variables: ProgramStart["variables"]): Variable[] {
  const changed: Variable[] = [];
  for (const [name, value] of Object.entries(variables)) {
    const old = process.env[name];
    if (old !== value) changed.push({ name, isSet: old !== undefined, text: cString(`${name}=${value}`) });
  }
  return changed;
}

/** The memory given to putenv. It must not be collected if the program does not start and this process continues. */
const placed: Uint8Array[] = [];

/** An environment may contain a name more than once, and putenv would replace only one: remove all of them first. */
function setVariables({ putenv, unsetenv }: Environ, variables: readonly Variable[]): void {
  for (const { name, isSet, text } of variables) {
    placed.push(text);
    if (isSet) unsetenv(cString(name));
    putenv(text);
  }
}

function terminated(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(bytes.length + 1);
  text.set(bytes);
  return text;
}
