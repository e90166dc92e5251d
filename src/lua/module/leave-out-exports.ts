import type { LibraryExports, LuaExports } from "../lua-exports.ts";
import { removeUnused } from "./remove-unused.ts";
import type { WasmModule } from "./wasm-module.ts";

/** The exports that luff calls. The type makes sure that the list is complete and has no other names. */
const called: Readonly<Record<keyof LuaExports, true>> = {
  memory: true,
  __wasm_call_ctors: true,
  __errno_location: true,
  luff_interrupt_word: true,
  luff_state: true,
  luff_unwinding: true,
  luff_functions: true,
  malloc: true,
  free: true,
  fflush: true,
  lua_close: true,
  lua_pcallk: true,
  luaL_loadbufferx: true,
  lua_error: true,
  luaL_argerror: true,
  luaL_where: true,
  lua_concat: true,
  luaL_traceback: true,
  luaL_callmeta: true,
  luaL_fileresult: true,
  lua_gettop: true,
  lua_settop: true,
  lua_copy: true,
  lua_rotate: true,
  lua_checkstack: true,
  lua_type: true,
  lua_typename: true,
  lua_toboolean: true,
  lua_tointegerx: true,
  lua_tonumberx: true,
  lua_tolstring: true,
  lua_tocfunction: true,
  lua_touserdata: true,
  luaL_checklstring: true,
  luaL_testudata: true,
  lua_pushnil: true,
  lua_pushboolean: true,
  lua_pushinteger: true,
  lua_pushnumber: true,
  lua_pushlstring: true,
  lua_pushstring: true,
  lua_pushcclosure: true,
  lua_pushvalue: true,
  lua_getupvalue: true,
  lua_getmetatable: true,
  lua_setmetatable: true,
  lua_createtable: true,
  lua_getglobal: true,
  lua_setglobal: true,
  lua_getfield: true,
  lua_setfield: true,
  lua_rawget: true,
  lua_rawset: true,
  lua_rawgeti: true,
  lua_rawseti: true,
  lua_rawgetp: true,
  lua_rawsetp: true,
};

/**
 * What the hosts themselves use: the table into which they put functions, and C's stack, which the compact host
 * unwinds.
 */
const ofHosts = ["__indirect_function_table", "stackSave", "stackRestore"];

/** The export of the C libraries, which the module of Lua alone does not have. */
const OF_LIBRARIES: keyof LibraryExports = "luff_library_opener";

/** Removes the exports that luff's hosts do not use, and then the functions that nothing reaches any more. */
export function leaveOutExports(module: WasmModule): WasmModule {
  const wanted = new Set([...Object.keys(called), ...ofHosts, OF_LIBRARIES]);
  const missing = [...wanted].filter((name) => !module.exports.some((each) => each.name === name));
  if (missing.length > 0) throw new Error(`the module does not export ${missing.join(", ")}`);
  const exports = module.exports.filter(({ name }) => wanted.has(name));
  return removeUnused({ ...module, exports });
}
