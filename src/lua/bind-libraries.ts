import { toBytes } from "./bytes.ts";
import { installLibrary } from "./library/install-library.ts";
import type { State } from "./lua-exports.ts";
import type { Machine } from "./machine.ts";
import { defineFunctions } from "./stdlib/define-functions.ts";
import { setStandardStreams } from "./standard-streams.ts";

const UNIX_CONFIG = "/\n;\n?\n!\n-\n";
const WINDOWS_CONFIG = "\\\n;\n?\n!\n-\n";

/** Connects Lua's libraries to the machine's system, and sets what the stand-alone interpreter sets before a script. */
export function bindLibraries(machine: Machine, state: State): void {
  const { lua } = machine;
  setStandardStreams(machine, state);
  defineFunctions(machine, state);
  setPackage(machine, state);
  if (machine.library !== undefined) installLibrary(machine, state, machine.library);
  setArguments(machine, state);
  seedRandom(machine, state);
  lua.lua_settop(state, 0);
}

function setPackage(machine: Machine, state: State): void {
  const { lua, script, system } = machine;
  lua.lua_getglobal(state, machine.text("package"));
  const fields: Readonly<Record<string, string>> = {
    path: script.packagePath.join(";"),
    cpath: "",
    config: system.os === "windows" ? WINDOWS_CONFIG : UNIX_CONFIG,
  };
  for (const [name, value] of Object.entries(fields)) {
    machine.pushBytes(state, toBytes(value));
    lua.lua_setfield(state, -2, machine.text(name));
  }
}

function setArguments(machine: Machine, state: State): void {
  const { lua, script } = machine;
  lua.lua_createtable(state, script.args.length, 1);
  [script.path, ...script.args].forEach((argument, index) => {
    machine.pushBytes(state, argument);
    lua.lua_rawseti(state, -2, BigInt(index));
  });
  lua.lua_setglobal(state, machine.text("arg"));
}

/** Seeds math.random. The build made its generator, with the same state for every machine. */
function seedRandom(machine: Machine, state: State): void {
  const { lua } = machine;
  lua.lua_getglobal(state, machine.text("math"));
  lua.lua_getfield(state, -1, machine.text("randomseed"));
  lua.lua_pcallk(state, 0, 0, 0, 0, 0);
}
