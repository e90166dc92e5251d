import { ptr, type FFIFunction, type Library } from "bun:ffi";
import type { ProgramStart } from "../../processes.ts";
import { cString } from "../library/c-string.ts";
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
 * Puts the program in this process's place (execv), so that signals, job control, the terminal and the exit status are
 * its own. Variables are set in the C environment, which keeps every other variable byte for byte.
 * Throws HostError where the program cannot be started, comes back where only this way of starting it failed.
 */
export function replaceProcess(program: ProgramStart): void {
  const symbols = openCLibrary({ ...SYMBOLS, ...UNDO_SYMBOLS })?.symbols;
  if (symbols === undefined) return;
  undoBunStart(symbols);
  const variables = changedVariables(program.variables);
  const file = cString(program.file);
  const argv = rawArguments([program.name, ...program.args]).map(terminated);
  setVariables(symbols, variables);
  // Nothing that is pointed to is collected before this call, which uses all of it.
  const pointers = new BigUint64Array([...argv.map((text) => BigInt(ptr(text))), 0n]);
  symbols.execv(file, pointers);
  // The reason is asked for by a second call, since what tells it is loaded here only: it costs every start otherwise.
  const { executeError } = require("./execute-error.ts") as typeof import("./execute-error.ts");
  const error = executeError(file, pointers);
  if (error !== undefined) throw hostError(error, program.file);
}

interface Variable {
  readonly name: string;
  readonly isSet: boolean;
  /** "NAME=VALUE", which putenv makes a part of the environment as it is: it must outlive the call. */
  readonly text: Uint8Array;
}

/** A variable that has its value already is not touched, since its bytes may be no UTF-8. */
function changedVariables(variables: ProgramStart["variables"]): Variable[] {
  return Object.entries(variables)
    .filter(([name, value]) => process.env[name] !== value)
    .map(([name, value]) => ({ name, isSet: process.env[name] !== undefined, text: cString(`${name}=${value}`) }));
}

/** What putenv was given, which must not be collected where the program does not start and this process goes on. */
const placed: Uint8Array[] = [];

/** An environment may hold a name more than once, and putenv would leave the others: every copy goes first. */
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
