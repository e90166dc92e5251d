import { LUA_TSTRING, type State } from "./lua-exports.ts";
import type { Machine } from "./machine.ts";

/** The message handler of the stand-alone interpreter (msghandler in lua.c): a text of the error and a traceback. */
export function createMessageHandler(machine: Machine): number {
  return machine.addFunction((state) => handle(machine, state));
}

function handle(machine: Machine, state: State): number {
  const { lua } = machine;
  let message = lua.lua_tolstring(state, 1, 0);
  if (message === 0) {
    const called = lua.luaL_callmeta(state, 1, machine.text("__tostring"));
    if (called !== 0 && lua.lua_type(state, -1) === LUA_TSTRING) return 1;
    message = machine.text(`(error object is a ${machine.typeName(state, 1)} value)`);
  }
  lua.luaL_traceback(state, state, message, 1);
  return 1;
}
