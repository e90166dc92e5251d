import type { State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";

/** os.clock: processor time. The module's own clock returns the time since its start. */
export function clock(machine: Machine, state: State): number {
  machine.lua.lua_pushnumber(state, machine.system.clock.processorTime());
  return 1;
}
