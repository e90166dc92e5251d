import { latin1 } from "../bytes.ts";
import { LUA_REGISTRYINDEX, LUA_TSTRING, type State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import { DROP_INS } from "./drop-ins.ts";
import type { LibraryHost } from "./library-host.ts";
import { ModuleLoader } from "./load-module.ts";
import { MODULES } from "./modules.ts";

/**
 * Makes `require` find the library: package.preload gets a metatable that knows the modules `helm.*`, and the last searcher those of
 * DROP_INS. Nothing of the
 * library is compiled before a script asks for it.
 */
export function installLibrary(machine: Machine, state: State, host: LibraryHost): void {
  const { lua } = machine;
  let loader: ModuleLoader | undefined;
  const load = machine.addFunction((own) => {
    loader ??= new ModuleLoader(machine, host);
    return loader.load(own, latin1(machine.stringAt(own, LUA_REGISTRYINDEX - 1)));
  });
  machine.libraryModules = Object.keys(MODULES);
  machine.pushDropIn = (own, name) => {
    if (!Object.hasOwn(DROP_INS, name)) return false;
    lua.lua_pushstring(own, machine.text(name));
    lua.lua_pushcclosure(own, load, 1);
    return true;
  };
  const find = machine.addFunction((own) => {
    if (lua.lua_type(own, 2) !== LUA_TSTRING || !isModule(latin1(machine.stringAt(own, 2)))) return 0;
    lua.lua_pushvalue(own, 2);
    lua.lua_pushcclosure(own, load, 1);
    return 1;
  });
  lua.lua_getglobal(state, machine.text("package"));
  lua.lua_getfield(state, -1, machine.text("preload"));
  lua.lua_createtable(state, 0, 1);
  lua.lua_pushcclosure(state, find, 0);
  lua.lua_setfield(state, -2, machine.text("__index"));
  lua.lua_setmetatable(state, -2);
  lua.lua_settop(state, -3);
}

function isModule(name: string): boolean {
  return Object.hasOwn(MODULES, name);
}
