import type { State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import { refuseBinaryChunks } from "./base/refuse-binary-chunks.ts";
import { defineFunction } from "./define-function.ts";
import { createPopen } from "./io/popen.ts";
import { createSeek } from "./io/seek.ts";
import { createOpen, createTextOpener } from "./io/text-mode.ts";
import { createRandomSeed } from "./math/random-seed.ts";
import { clock } from "./os/clock.ts";
import { createDate } from "./os/date.ts";
import { execute } from "./os/execute.ts";
import { createGetenv } from "./os/getenv.ts";
import { createSetLocale } from "./os/set-locale.ts";
import { temporaryName } from "./os/temporary-name.ts";

const STDIN = 0;

/** Replaces the functions that the module's C library cannot provide. All others are Lua's own. */
export function defineFunctions(machine: Machine, state: State): void {
  const { lua } = machine;
  lua.lua_getglobal(state, machine.text("os"));
  defineFunction(machine, state, { name: "clock", make: () => clock });
  defineFunction(machine, state, { name: "date", make: createDate });
  defineFunction(machine, state, { name: "execute", make: () => execute });
  if (machine.system.os === "windows") defineFunction(machine, state, { name: "getenv", make: createGetenv });
  defineFunction(machine, state, { name: "setlocale", make: createSetLocale });
  defineFunction(machine, state, { name: "tmpname", make: () => temporaryName });

  lua.lua_getglobal(state, machine.text("io"));
  lua.lua_getfield(state, -1, machine.text("open"));
  const open = machine.instance.functionAt(lua.lua_tocfunction(state, -1));
  lua.lua_settop(state, -2);
  defineFunction(machine, state, { name: "popen", make: () => createPopen(machine, open) });
  if (machine.system.os === "windows") openAsText(machine, state);
  lua.lua_getfield(state, -1, machine.text("stdout"));
  lua.lua_getmetatable(state, -1);
  lua.lua_getfield(state, -1, machine.text("__index"));
  defineFunction(machine, state, { name: "seek", make: createSeek });

  lua.lua_getglobal(state, machine.text("math"));
  defineFunction(machine, state, { name: "randomseed", make: createRandomSeed, upvalues: 1 });

  if (machine.script.allowBinaryChunks === false) refuseBinaryChunks(machine, state);
}

/**
 * For the table io on top of the stack. Standard output stays binary, because Helm uses a plugin's output byte for
 * byte.
 */
function openAsText(machine: Machine, state: State): void {
  defineFunction(machine, state, { name: "open", make: createOpen });
  for (const name of ["lines", "input", "output"]) defineFunction(machine, state, { name, make: createTextOpener });
  machine.descriptors.setText(STDIN);
}
