import { FAILURE } from "../errors/exit-statuses.ts";
import { LUA_OK, LUA_REGISTRYINDEX, LUA_TFUNCTION, type State } from "./lua-exports.ts";
import type { Machine } from "./machine.ts";
import { failureStatus, reportFailure } from "./report-error.ts";

const KEY = "called at the end";

/** Makes the function at an index of the stack the one that runExitHandler calls. */
export function setExitHandler(machine: Machine, state: State, index: number): void {
  machine.exitHandlerKey = machine.text(KEY);
  machine.lua.lua_pushvalue(state, index);
  machine.lua.lua_rawsetp(state, LUA_REGISTRYINDEX, machine.exitHandlerKey);
}

/**
 * Calls the function of setExitHandler, if there is one, and returns the status with which the script ends: the given
 * one, or that of a failure if the function fails or returns false after a success.
 */
export function runExitHandler(machine: Machine, state: State, status: bigint | number): bigint | number {
  const { lua, exitHandlerKey } = machine;
  // Without one, nothing here needs memory: the script may have used all of it.
  if (exitHandlerKey === undefined) return status;
  if (lua.lua_rawgetp(state, LUA_REGISTRYINDEX, exitHandlerKey) !== LUA_TFUNCTION) return status;
  const outcome = lua.lua_pcallk(state, 0, 1, 0, 0, 0);
  if (outcome !== LUA_OK) return reportFailure(machine, state, outcome);
  const succeeded = lua.lua_toboolean(state, -1) === 1;
  return succeeded || BigInt(status) !== 0n ? status : failureStatus(machine, FAILURE);
}
