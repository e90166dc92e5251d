import type { Machine } from "../../lua/machine.ts";
import { watchInterrupts } from "../../lua/interrupt.ts";
import { runScript, type Program } from "../../lua/run-in-state.ts";

/**
 * Runs the machine's script with a global function `limit_time`: after a call with true the script has so many milliseconds
 * until the next call, otherwise it ends with the status TIME_LIMIT, which it cannot prevent. A call with false ends that.
 */
export function withLimitedTime(milliseconds: number): Program {
  return (machine, state, handler) => {
    const { lua } = machine;
    const limit = machine.addFunction((own) => {
      watchAnew(machine, lua.lua_toboolean(own, 1) === 0 ? undefined : milliseconds);
      return 0;
    });
    lua.lua_pushcclosure(state, limit, 0);
    lua.lua_setglobal(state, machine.text("limit_time"));
    return runScript(machine, state, handler);
  };
}

function watchAnew(machine: Machine, milliseconds: number | undefined): void {
  machine.unwatch?.();
  watchInterrupts(machine, milliseconds);
}
