import type { MemoryBuffer } from "./memory.ts";

/** An address in a machine's memory. */
export type Pointer = number;
/** A lua_State. */
export type State = Pointer;

/** The module's exports that luff calls: Lua's C API, the allocator and emscripten's stack. */
export interface LuaExports {
  readonly memory: MemoryBuffer;
  __wasm_call_ctors(): void;
  __errno_location(): Pointer;
  /** The address of the stop request: if these 32 bits are not 0, the module calls luff_interrupt. */
  luff_interrupt_word(): Pointer;
  /** The open state, with Lua's own libraries and the generational collector. */
  luff_state(): State;
  /** The index of the first of HOST_FUNCTIONS entries in the function table that call luff_call. */
  luff_functions(): number;
  /** Not 0 if the function of the table that just returned is unwinding. */
  luff_unwinding(): number;
  malloc(size: number): Pointer;
  free(pointer: Pointer): void;
  /** Flushes a stream; 0 stands for all streams. */
  fflush(stream: Pointer): number;

  lua_close(state: State): void;
  lua_pcallk(
    state: State,
    args: number,
    results: number,
    handler: number,
    context: number,
    continuation: number,
  ): number;
  luaL_loadbufferx(state: State, buffer: Pointer, size: number, name: Pointer, mode: Pointer): number;
  lua_error(state: State): number;
  luaL_argerror(state: State, argument: number, message: Pointer): number;
  luaL_where(state: State, level: number): void;
  lua_concat(state: State, count: number): void;
  luaL_traceback(state: State, of: State, message: Pointer, level: number): void;
  luaL_callmeta(state: State, index: number, name: Pointer): number;
  luaL_fileresult(state: State, ok: number, path: Pointer): number;

  lua_gettop(state: State): number;
  lua_settop(state: State, top: number): void;
  lua_copy(state: State, from: number, to: number): void;
  lua_rotate(state: State, index: number, count: number): void;
  lua_checkstack(state: State, slots: number): number;
  lua_type(state: State, index: number): number;
  lua_typename(state: State, type: number): Pointer;
  lua_toboolean(state: State, index: number): number;
  lua_tointegerx(state: State, index: number, ok: Pointer): bigint;
  lua_tonumberx(state: State, index: number, ok: Pointer): number;
  lua_tolstring(state: State, index: number, length: Pointer): Pointer;
  lua_tocfunction(state: State, index: number): number;
  lua_touserdata(state: State, index: number): Pointer;
  luaL_checklstring(state: State, index: number, length: Pointer): Pointer;
  luaL_testudata(state: State, index: number, type: Pointer): Pointer;

  lua_pushnil(state: State): void;
  lua_pushboolean(state: State, value: number): void;
  lua_pushinteger(state: State, value: bigint): void;
  lua_pushnumber(state: State, value: number): void;
  lua_pushlstring(state: State, text: Pointer, length: number): Pointer;
  lua_pushstring(state: State, text: Pointer): Pointer;
  lua_pushcclosure(state: State, index: number, upvalues: number): void;
  lua_pushvalue(state: State, index: number): void;

  /** Pushes the upvalue. If the function has fewer upvalues, it pushes nothing and returns 0. */
  lua_getupvalue(state: State, index: number, upvalue: number): Pointer;
  lua_getmetatable(state: State, index: number): number;
  lua_setmetatable(state: State, index: number): number;
  lua_createtable(state: State, items: number, fields: number): void;
  lua_getglobal(state: State, name: Pointer): number;
  lua_setglobal(state: State, name: Pointer): void;
  lua_getfield(state: State, index: number, name: Pointer): number;
  lua_setfield(state: State, index: number, name: Pointer): void;
  lua_rawget(state: State, index: number): number;
  lua_rawset(state: State, index: number): void;
  lua_rawgeti(state: State, index: number, key: bigint): number;
  lua_rawseti(state: State, index: number, key: bigint): void;
  lua_rawgetp(state: State, index: number, key: Pointer): number;
  lua_rawsetp(state: State, index: number, key: Pointer): void;
}

/** The exports of the C libraries that luff calls. */
export interface LibraryExports {
  /** The index in the function table of the C function that opens the library whose name is its first argument. */
  luff_library_opener(): number;
}

/** The most functions of the host that a machine can have. */
export const HOST_FUNCTIONS = 64;

export const LUA_MULTRET = -1;
export const LUA_REGISTRYINDEX = -1001000;
export const LUA_OK = 0;
export const LUA_ERRRUN = 2;
export const LUA_ERRSYNTAX = 3;
export const LUA_ERRMEM = 4;
export const LUA_TNONE = -1;
export const LUA_TNIL = 0;
export const LUA_TBOOLEAN = 1;
export const LUA_TNUMBER = 3;
export const LUA_TSTRING = 4;
export const LUA_TFUNCTION = 6;
