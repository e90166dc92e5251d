import { encodeUtf8, latin1 } from "../../bytes.ts";
import { LUA_OK, type State } from "../../lua-exports.ts";
import { MachineFault } from "../../machine-fault.ts";
import type { Machine } from "../../machine.ts";
import { isText, textArgument } from "../arguments.ts";
import { defineFunction, type LuaFunction } from "../define-function.ts";

/** Functions that read chunks without a mode, written with loadfile, which has a mode. */
const READERS = `
function dofile(...)
  local chunk, fault = loadfile(...)
  if chunk then return chunk() end
  error(fault, 0)
end
package.searchers[2] = function(name)
  local path, message = package.searchpath(name, package.path)
  if not path then return message end
  local chunk, fault = loadfile(path)
  if chunk then return chunk, path end
  error(("error loading module '%s' from file '%s':\\n\\t%s"):format(name, path, fault), 0)
end
`;

/**
 * Makes load, loadfile, dofile and require accept only text. Lua does not check precompiled chunks, so they can do
 * harm.
 */
export function refuseBinaryChunks(machine: Machine, state: State): void {
  const { lua } = machine;
  lua.lua_getglobal(state, machine.text("_G"));
  defineFunction(machine, state, { name: "load", make: (load) => textOnly(load, 3) });
  defineFunction(machine, state, { name: "loadfile", make: (loadfile) => textOnly(loadfile, 2) });
  const source = encodeUtf8(READERS);
  const buffer = machine.copy(source);
  const loaded = lua.luaL_loadbufferx(state, buffer, source.length, machine.text("=luff"), 0);
  lua.free(buffer);
  if (loaded !== LUA_OK || lua.lua_pcallk(state, 0, 0, 0, 0, 0) !== LUA_OK) {
    throw new MachineFault(latin1(machine.stringAt(state, -1)));
  }
}

/** Sets the argument at `mode` to "t", or to "" if the caller's mode excludes text. */
function textOnly(original: (state: State) => number, mode: number): LuaFunction {
  return (machine, state) => {
    const { lua } = machine;
    const asked = isText(machine, state, mode) ? latin1(textArgument(machine, state, mode)) : "t";
    if (lua.lua_gettop(state) < mode) lua.lua_settop(state, mode);
    lua.lua_pushstring(state, machine.text(asked.includes("t") ? "t" : ""));
    lua.lua_copy(state, -1, mode);
    lua.lua_settop(state, -2);
    return original(state);
  };
}
