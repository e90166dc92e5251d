import { asciiBytes, latin1 } from "./bytes.ts";
import { adviceFor } from "./error-advice.ts";
import { DIED_OF_SIGNAL, FAILURE, MEMORY_LIMIT } from "../errors/exit-statuses.ts";
import { LUA_ERRMEM, LUA_ERRSYNTAX, type State } from "./lua-exports.ts";
import { excerptOf } from "./excerpt.ts";
import type { Machine } from "./machine.ts";
import { adviceOnLostReason } from "./lost-reason.ts";
import { memberAdvice } from "./member-advice.ts";
import { explainNotLua } from "./not-lua.ts";
import { limitText } from "./report-limit.ts";
import { writeError, writeText } from "./write-error.ts";

const STDERR = 2;
const SIGINT = 2;
/** How many bytes of a message luff checks for a known cause. */
const LOOKED_AT = 4096;

/** The first line of an interrupt's error, in which its place may be. */
const INTERRUPT = /^(?:[^\n]*[: ])?(?:interrupted|terminated)!(?=\n|$)/;

/**
 * Writes the error message on top of the stack, as the stand-alone interpreter does. Adds what luff knows about its
 * cause and remedy, and returns the exit status. Who ends a question by Ctrl-C needs no words.
 */
export function reportFailure(machine: Machine, state: State, outcome: number): number {
  if (machine.signal === SIGINT && machine.isAsking) {
    writeText(machine, "\n");
    return failureStatus(machine, FAILURE);
  }
  const address = machine.lua.lua_tolstring(state, -1, 0);
  const message = address === 0 ? asciiBytes("(error object is not a string)") : machine.memory.cString(address);
  if (endedQuietly(machine, message)) return failureStatus(machine, FAILURE);
  writeError(machine, message);
  if (machine.system.descriptors.isTerminal(STDERR)) writeText(machine, excerptOf(machine.script, message) ?? "");
  if (outcome === LUA_ERRMEM && machine.script.limits.memory !== undefined) {
    writeText(machine, limitText(machine.script, "memory"));
    return failureStatus(machine, MEMORY_LIMIT);
  }
  writeAdvice(machine, state, message);
  return failureStatus(machine, FAILURE);
}

/**
 * Whether an error is only that of a signal, in a script that ends quietly. Then little is written: of Ctrl-C the end of the line where
 * a terminal shows it, of another signal the first line.
 */
function endedQuietly(machine: Machine, message: Uint8Array): boolean {
  const { signal, script, system } = machine;
  if (signal === 0 || script.endsQuietly !== true) return false;
  const [line] = INTERRUPT.exec(latin1(message.subarray(0, LOOKED_AT))) ?? [];
  if (line === undefined) return false;
  if (signal !== SIGINT) writeError(machine, message.subarray(0, line.length));
  else if (system.descriptors.isTerminal(STDERR)) writeText(machine, "\n");
  return true;
}

/** Writes what luff knows about the cause of an error by its message. */
export function writeAdvice(machine: Machine, state: State, message: Uint8Array): void {
  const looked = latin1(message.subarray(0, LOOKED_AT));
  const advice =
    memberAdvice(machine, state, looked) ?? adviceOnLostReason(machine, looked) ?? adviceFor(machine, looked);
  if (advice !== undefined) writeText(machine, `Hint: ${advice}\n`);
}

/** The same for a script that Lua could not load. Of a file that is not a Lua script it says what the file is, not what Lua found in it. */
export function reportUnloaded(machine: Machine, state: State, outcome: number): number {
  const other = outcome === LUA_ERRSYNTAX ? explainNotLua(machine.system.os, machine.script) : undefined;
  if (other === undefined) return reportFailure(machine, state, outcome);
  writeError(machine, other.message);
  writeText(machine, `Hint: ${other.hint}\n`);
  return failureStatus(machine, FAILURE);
}

/** The status of a script that was interrupted is that of the signal, whatever error followed. */
export function failureStatus({ signal }: Machine, status: number): number {
  return signal === 0 ? status : DIED_OF_SIGNAL + signal;
}
