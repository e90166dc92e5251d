import { COMPATIBLE_MATH } from "./compatible-math.ts";

/** The module's exports that are called here. */
export interface PreparingLua {
  readonly memory: WebAssembly.Memory;
  luff_math(): number;
  luff_library_searcher(): number;
  lua_getglobal(state: number, name: number): number;
  lua_getfield(state: number, index: number, name: number): number;
  lua_setfield(state: number, index: number, name: number): void;
  lua_seti(state: number, index: number, key: bigint): void;
  lua_rawlen(state: number, index: number): number;
  lua_settop(state: number, top: number): void;
  lua_pushcclosure(state: number, index: number, upvalues: number): void;
  lua_pushstring(state: number, text: number): number;
  lua_pcallk(state: number, args: number, results: number, handler: number, context: number, next: number): number;
  stackAlloc(size: number): number;
  stackSave(): number;
  stackRestore(pointer: number): void;
}

/**
 * Prepares a state with Lua's libraries for every run: adds the functions of COMPATIBLE_MATH to `math` and a searcher for
 * the C libraries to package.searchers, and selects the generational collector, as the stand-alone interpreter does.
 */
export function prepareState(lua: PreparingLua, state: number): void {
  const before = lua.stackSave();
  addMath(lua, state);
  addSearcher(lua, state);
  collectGenerations(lua, state);
  lua.stackRestore(before);
}

function addMath(lua: PreparingLua, state: number): void {
  lua.lua_getglobal(state, text(lua, "math"));
  COMPATIBLE_MATH.forEach((name, place) => {
    lua.lua_pushcclosure(state, lua.luff_math() + place, 0);
    lua.lua_setfield(state, -2, text(lua, name));
  });
  lua.lua_getfield(state, -1, text(lua, "atan"));
  lua.lua_setfield(state, -2, text(lua, "atan2"));
  lua.lua_settop(state, 0);
}

/** Behind Lua's own searchers, so that a script's own copy of a library is found first. */
function addSearcher(lua: PreparingLua, state: number): void {
  lua.lua_getglobal(state, text(lua, "package"));
  lua.lua_getfield(state, -1, text(lua, "searchers"));
  lua.lua_pushcclosure(state, lua.luff_library_searcher(), 0);
  lua.lua_seti(state, -2, BigInt(lua.lua_rawlen(state, -2)) + 1n);
  lua.lua_settop(state, 0);
}

function collectGenerations(lua: PreparingLua, state: number): void {
  lua.lua_getglobal(state, text(lua, "collectgarbage"));
  lua.lua_pushstring(state, text(lua, "generational"));
  const outcome = lua.lua_pcallk(state, 1, 0, 0, 0, 0);
  if (outcome !== 0) throw new Error(`collectgarbage("generational") ends with ${outcome}`);
}

/** The address of a C string on C's stack. */
function text(lua: PreparingLua, value: string): number {
  const bytes = new TextEncoder().encode(`${value}\0`);
  const address = lua.stackAlloc(bytes.length);
  new Uint8Array(lua.memory.buffer).set(bytes, address);
  return address;
}
