import type { State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";

/**
 * A C function of Lua: takes its arguments from the state's stack, pushes results and returns how many. Calls into Lua
 * that can raise an error must be the last thing it does: whether they come back at all is the module's business.
 */
export type LuaFunction = (machine: Machine, state: State) => number;

export interface FunctionPlace {
  readonly name: string;
  /** Given the C function that was there before. */
  readonly make: (before: (state: State) => number) => LuaFunction;
  /** How many values the C function keeps, as upvalues; the new function gets them, so that it can call the other. */
  readonly upvalues?: number;
}

/** Replaces a field of the table on top of the stack, which must hold a C function, by a function of luff's own. */
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
