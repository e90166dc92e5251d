import { LUA_TBOOLEAN, LUA_TNUMBER, LUA_TSTRING, type State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import { Room } from "../room.ts";
import { type LuaResult, type LuaValue, Pieces } from "./library-function.ts";

/** All arguments of a C function; strings as copies, or as views of the machine's memory. */
export function readArguments(machine: Machine, state: State, strings: "copies" | "views"): LuaValue[] {
  const count = machine.lua.lua_gettop(state);
  const values: LuaValue[] = [];
  for (let index = 1; index <= count; index++) values.push(readValue(machine, state, { index, strings }));
  return values;
}

interface Argument {
  readonly index: number;
  readonly strings: "copies" | "views";
}

function readValue(machine: Machine, state: State, { index, strings }: Argument): LuaValue {
  const { lua } = machine;
  switch (lua.lua_type(state, index)) {
    case LUA_TBOOLEAN:
      return lua.lua_toboolean(state, index) === 1;
    case LUA_TNUMBER:
      return lua.lua_tonumberx(state, index, 0);
    case LUA_TSTRING:
      return strings === "views" ? machine.viewAt(state, index) : machine.stringAt(state, index);
    default:
      return undefined;
  }
}

/** Pushes a value. A number without a fraction becomes an integer. */
export function pushValue(machine: Machine, state: State, value: LuaResult): void {
  const { lua } = machine;
  if (value === undefined) lua.lua_pushnil(state);
  else if (typeof value === "boolean") lua.lua_pushboolean(state, Number(value));
  else if (typeof value === "number") pushNumber(machine, state, value);
  else if (typeof value === "string" || value instanceof Uint8Array) machine.pushBytes(state, value);
  else if (value instanceof Pieces) machine.pushPieces(state, value.pieces);
  else if (value instanceof Room) machine.pushRoom(state, value);
  else if (Array.isArray(value)) pushList(machine, state, value as readonly LuaResult[]);
  else if (value instanceof Map) pushMap(machine, state, value as ReadonlyMap<string | Uint8Array, LuaResult>);
  else pushTable(machine, state, value as { readonly [key: string]: LuaResult });
}

function pushNumber({ lua }: Machine, state: State, value: number): void {
  if (Number.isSafeInteger(value)) lua.lua_pushinteger(state, BigInt(value));
  else lua.lua_pushnumber(state, value);
}

function pushList(machine: Machine, state: State, list: readonly LuaResult[]): void {
  machine.lua.lua_createtable(state, list.length, 0);
  let index = 0n;
  for (const item of list) {
    pushValue(machine, state, item);
    machine.lua.lua_rawseti(state, -2, ++index);
  }
}

function pushMap(machine: Machine, state: State, map: ReadonlyMap<string | Uint8Array, LuaResult>): void {
  machine.lua.lua_createtable(state, 0, map.size);
  for (const [key, value] of map) {
    machine.pushBytes(state, key);
    pushValue(machine, state, value);
    machine.lua.lua_rawset(state, -3);
  }
}

function pushTable(machine: Machine, state: State, table: { readonly [key: string]: LuaResult }): void {
  const keys = Object.keys(table);
  machine.lua.lua_createtable(state, 0, keys.length);
  for (const key of keys) {
    pushValue(machine, state, table[key]);
    machine.lua.lua_setfield(state, -2, machine.text(key));
  }
}
