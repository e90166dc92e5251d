/** Runs the main function of a Lua script in fengari: bun fengari-run.ts SCRIPT [ARGS]. */
import { readFileSync } from "node:fs";
import { lauxlib, lua, lualib, to_jsstring, to_luastring } from "fengari";

const [script = "", ...args] = process.argv.slice(2);
const state = lauxlib.luaL_newstate();
lualib.luaL_openlibs(state);

function call(count: number): void {
  if (lua.lua_pcall(state, count, 0, 0) === lua.LUA_OK) return;
  throw new Error(to_jsstring(lua.lua_tostring(state, -1)));
}

const source = readFileSync(script);
if (lauxlib.luaL_loadbuffer(state, source, source.length, to_luastring(`@${script}`)) !== lua.LUA_OK) {
  throw new Error(to_jsstring(lua.lua_tostring(state, -1)));
}
call(0);
lua.lua_getglobal(state, to_luastring("main"));
for (const argument of args) lua.lua_pushstring(state, to_luastring(argument));
call(args.length);
