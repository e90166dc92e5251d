import { libraryChunk, luaModule, os } from "qjs:host";
import type { LuaModule, LuaSystem } from "../lua-system.ts";
import { childProcesses } from "./child-processes.ts";
import { clock } from "./clock.ts";
import { entries } from "./entries.ts";
import { descriptors } from "./descriptors.ts";
import { interrupts } from "./interrupts.ts";
import { pathOperations } from "./path-operations.ts";
import { programs } from "./programs.ts";
import { random } from "./random.ts";
import { rawArguments } from "./raw-arguments.ts";
import { rawVariables } from "./raw-variables.ts";

/** A trap of the module, under WebAssembly's name for it. */
class RuntimeError extends Error {
  override readonly name = "RuntimeError";
}

/** The module is compiled into the executable, with the C libraries, and can have one machine at a time. */
const module: LuaModule = {
  instantiate(imports) {
    const instance = luaModule.instantiate(imports, RuntimeError);
    return { ...instance, libraries: () => instance.exports };
  },
};

/** What Lua's core libraries need from the system, for the compact host. */
export const luaSystem: LuaSystem = {
  os,
  module: async () => module,
  libraryChunk,
  descriptors,
  paths: pathOperations,
  entries,
  children: childProcesses,
  programs,
  clock,
  random,
  rawTexts: { arguments: rawArguments, variables: rawVariables },
  interrupts,
};
