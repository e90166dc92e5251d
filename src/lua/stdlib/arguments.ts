import { LUA_TNIL, LUA_TNONE, LUA_TNUMBER, LUA_TSTRING, type State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";

/** Whether an argument is missing or nil. */
export function isMissing(machine: Machine, state: State, index: number): boolean {
  const type = machine.lua.lua_type(state, index);
  return type === LUA_TNONE || type === LUA_TNIL;
}

/** Whether an argument is a string, or a number that Lua would convert. */
export function isText(machine: Machine, state: State, index: number): boolean {
  const type = machine.lua.lua_type(state, index);
  return type === LUA_TSTRING || type === LUA_TNUMBER;
}

/** A copy of an argument for which isText is true, as C sees it: up to its first zero. */
export function textArgument(machine: Machine, state: State, index: number): Uint8Array {
  return machine.memory.cString(machine.lua.lua_tolstring(state, index, 0));
}

/** The value of an argument that is an integer or can be converted to one; otherwise undefined. */
export function integerArgument(machine: Machine, state: State, index: number): bigint | undefined {
  const value = machine.lua.lua_tointegerx(state, index, machine.scratch);
  return machine.memory.int32(machine.scratch) === 0 ? undefined : value;
}

/** Raises "bad argument #index to 'f' (string expected, got …)". The caller must return the result. */
export function refuseArgument(machine: Machine, state: State, index: number): number {
  machine.lua.luaL_checklstring(state, index, 0);
  return 0;
}

/** Raises an error with the caller's position. The caller must return the result. */
export function raise(machine: Machine, state: State, message: string): number {
  const { lua } = machine;
  const text = machine.text(message);
  lua.luaL_where(state, 1);
  lua.lua_pushstring(state, text);
  lua.lua_concat(state, 2);
  return lua.lua_error(state);
}
