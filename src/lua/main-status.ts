import { FAILURE } from "../errors/exit-statuses.ts";
import { LUA_TBOOLEAN, LUA_TNIL, LUA_TNONE, LUA_TNUMBER, LUA_TSTRING, type State } from "./lua-exports.ts";
import type { Machine } from "./machine.ts";
import { withoutLineEnds, writeError } from "./write-error.ts";

/**
 * The exit status for main's results, the first of which is at `index`. Nothing, nil or true: 0. An integer: itself.
 * False: 1. Nil or false with a message, as from pcall: writes the message to stderr, and 1. Anything else is a mistake: 1.
 */
export function mainStatus(machine: Machine, state: State, index: number): bigint | number {
  const { lua } = machine;
  switch (lua.lua_type(state, index)) {
    case LUA_TNONE:
      return 0;
    case LUA_TNIL:
      return messageStatus(machine, state, index + 1);
    case LUA_TBOOLEAN:
      return lua.lua_toboolean(state, index) === 1 ? 0 : failureStatus(machine, state, index + 1);
    case LUA_TNUMBER:
      return numberStatus(machine, state, index);
    default:
      return refuse(machine, state, index);
  }
}

/** The status of false, whose message may be absent, or any other value. */
function failureStatus(machine: Machine, state: State, index: number): number {
  const type = machine.lua.lua_type(state, index);
  if (type === LUA_TSTRING || type === LUA_TNUMBER) {
    writeError(machine, withoutLineEnds(machine.stringAt(state, index)));
  }
  return FAILURE;
}

function messageStatus(machine: Machine, state: State, index: number): number {
  const type = machine.lua.lua_type(state, index);
  if (type === LUA_TNONE || type === LUA_TNIL) return 0;
  if (type !== LUA_TSTRING && type !== LUA_TNUMBER) return refuse(machine, state, index);
  return failureStatus(machine, state, index);
}

function numberStatus(machine: Machine, state: State, index: number): bigint | number {
  const { lua, memory } = machine;
  const valid = machine.scratch;
  const value = lua.lua_tointegerx(state, index, valid);
  return memory.int32(valid) === 0 ? refuse(machine, state, index) : value;
}

function refuse(machine: Machine, state: State, index: number): number {
  const type = machine.typeName(state, index);
  writeError(machine, `main returned a ${type}; expected nothing, a boolean, an integer, or nil and a message`);
  return FAILURE;
}
