import { asciiBytes, encodeUtf8 } from "./bytes.ts";
import { DIED_OF_SIGNAL, FAILURE, MEMORY_LIMIT } from "./exit-status.ts";
import { LUA_ERRMEM, type State } from "./lua-exports.ts";
import { excerptOf } from "./excerpt.ts";
import type { LuaLimits } from "./lua-script.ts";
import type { Machine } from "./machine.ts";
import { ScriptExit } from "./script-exit.ts";

const UNITS: Readonly<Record<keyof LuaLimits, string>> = { memory: "bytes", time: "ms", output: "bytes" };
const STDERR = 2;

/** Writes the error message on top of the stack, as the stand-alone interpreter does, and answers the exit status. */
export function reportFailure(machine: Machine, state: State, outcome: number): number {
  const address = machine.lua.lua_tolstring(state, -1, 0);
  const message = address === 0 ? asciiBytes("(error object is not a string)") : machine.memory.cString(address);
  writeError(machine, message);
  const excerpt = machine.system.descriptors.isTerminal(STDERR) ? excerptOf(machine.script, message) : undefined;
  if (excerpt !== undefined) writeAll(machine, excerpt);
  if (machine.signal !== 0) return DIED_OF_SIGNAL + machine.signal;
  const overLimit = outcome === LUA_ERRMEM && machine.script.limits.memory !== undefined;
  return overLimit ? MEMORY_LIMIT : FAILURE;
}

/** Says which limit the script has reached and leaves the machine. */
export function reportLimit(machine: Machine, limit: keyof LuaLimits, status: number): never {
  writeError(machine, `${limit} limit reached (${machine.script.limits[limit]} ${UNITS[limit]})`);
  throw new ScriptExit(status);
}

/** Writes one line to stderr, the program's name before it. */
export function writeError(machine: Machine, message: string | Uint8Array): void {
  const start = asciiBytes(`${machine.script.programName ?? "luff"}: `);
  const text = typeof message === "string" ? encodeUtf8(message) : message;
  const line = new Uint8Array(start.length + text.length + 1);
  line.set(start);
  line.set(text, start.length);
  line[line.length - 1] = 0x0a;
  writeAll(machine, line);
}

function writeAll(machine: Machine, line: Uint8Array): void {
  let written = 0;
  while (written < line.length) {
    const moved = machine.system.descriptors.write(STDERR, line, written, line.length - written);
    if (moved <= 0) return;
    written += moved;
  }
}
