import { luaModule, os } from "qjs:host";
import type { LuaModule, LuaSystem } from "../lua-system.ts";
import { childProcesses } from "./child-processes.ts";
import { clock } from "./clock.ts";
import { descriptors } from "./descriptors.ts";
import { interrupts } from "./interrupts.ts";
import { pathOperations } from "./path-operations.ts";
import { random } from "./random.ts";

/** How a trap of the module shows, by the name that WebAssembly gives it. */
class RuntimeError extends Error {
  override readonly name = "RuntimeError";
}

/** The module was compiled into the executable; it has one machine at a time. */
const module: LuaModule = { instantiate: (imports) => luaModule.instantiate(imports, RuntimeError) };

/** What Lua's core libraries ask of the machine, on the compact host. */
export const luaSystem: LuaSystem = {
  os,
  module: async () => module,
  descriptors,
  paths: pathOperations,
  children: childProcesses,
  clock,
  random,
  interrupts,
};
