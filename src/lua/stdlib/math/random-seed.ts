import type { State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import type { LuaFunction } from "../define-function.ts";

/**
 * math.randomseed. Without arguments Lua uses the time in seconds and an address, so all runs in one second get the
 * same seed. Here the seed comes from the system. As in Lua, the function returns it.
 */
export function createRandomSeed(original: (state: State) => number): LuaFunction {
  return (machine, state) => {
    if (machine.lua.lua_gettop(state) === 0) pushSeed(machine, state);
    return original(state);
  };
}

function pushSeed(machine: Machine, state: State): void {
  const parts = new BigInt64Array(machine.system.random.bytes(16).buffer);
  for (const part of parts) machine.lua.lua_pushinteger(state, part);
}
