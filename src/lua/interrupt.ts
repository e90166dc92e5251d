import { TIME_IS_OVER } from "../host/interrupts.ts";
import { TIME_LIMIT } from "../errors/exit-statuses.ts";
import type { State } from "./lua-exports.ts";
import type { Machine } from "./machine.ts";
import { limitText, reportLimit } from "./report-limit.ts";

const SIGINT = 2;

/** Lets signals and the script's time limit stop the machine, until its unwatch is called. */
export function watchInterrupts(machine: Machine, time: number | undefined = machine.script.limits.time): void {
  const { system, lua, script } = machine;
  const word = { memory: () => lua.memory.buffer, address: lua.luff_interrupt_word() };
  const limit = time === undefined ? undefined : { milliseconds: time, lastWords: limitText(script, "time") };
  machine.unwatch = system.interrupts?.watch(word, limit);
}

/**
 * The machine calls this where it may raise an error, if a stop is requested. The time limit ends the script at once. A
 * signal raises an error, as in the stand-alone interpreter, so that to-be-closed variables are closed.
 */
export function interrupt(machine: Machine, state: State): number {
  stopIfTimeIsOver(machine);
  const { lua, memory } = machine;
  const word = lua.luff_interrupt_word();
  machine.signal = memory.int32(word);
  memory.setInt32(word, 0);
  const text = machine.text(machine.signal === SIGINT ? "interrupted!" : "terminated!");
  lua.luaL_where(state, 1);
  lua.lua_pushstring(state, text);
  lua.lua_concat(state, 2);
  return lua.lua_error(state);
}

/** Call this after a system call that ended early. */
export function stopIfTimeIsOver(machine: Machine): void {
  const word = machine.lua.luff_interrupt_word();
  if (machine.memory.int32(word) !== TIME_IS_OVER) return;
  machine.memory.setInt32(word, 0);
  reportLimit(machine, "time", TIME_LIMIT);
}
