import type { State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";

/**
 * A C function of Lua: takes its arguments from the state's stack, pushes its results and returns their number. A call
 * into Lua that can raise an error must be the last thing that it does, because the call may not return.
 */
export type LuaFunction = (machine: Machine, state: State) => number;

export interface FunctionPlace {
  readonly name: string;
  /** Makes the new function, given the C function that it replaces. */
  readonly make: (before: (state: State) => number) => LuaFunction;
  /** How many upvalues the C function has. The new function gets them, so that it can call the old one. */
  readonly upvalues?: number;
}

/** Replaces a C function in a field of the table on top of the stack by a function of luff. */
export function defineFunction(machine: Machine, state: State, { name, make, upvalues = 0 }: FunctionPlace): void {
  const { lua } = machine;
  lua.lua_getfield(state, -1, machine.text(name));
  const call = make(functionOnTop(machine, state));
  const index = machine.addFunction((own) => call(machine, own));
  for (let upvalue = 1; upvalue <= upvalues; upvalue++) lua.lua_getupvalue(state, -upvalue, upvalue);
  lua.lua_pushcclosure(state, index, upvalues);
  lua.lua_rotate(state, -2, 1);
  lua.lua_settop(state, -2);
  lua.lua_setfield(state, -2, machine.text(name));
}

function functionOnTop(machine: Machine, state: State): (state: State) => number {
  const index = machine.lua.lua_tocfunction(state, -1);
  return index === 0 ? () => 0 : machine.instance.functionAt(index);
}
