import { mergeVariables } from "../../../host/merge-variables.ts";
import { withoutVariables } from "../../../host/without-variables.ts";
import { findVariable } from "../../find-variable.ts";
import type { State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import { defineFunction } from "../../stdlib/define-function.ts";
import { createGetenv } from "../../stdlib/os/getenv.ts";
import type { LibraryCall, LibraryModule, LuaValue } from "../library-function.ts";
import { valueBytes } from "../../value-bytes.ts";
import { textOf } from "../text-of.ts";
import source from "./env.lua" with { type: "text" };

/** helm.env: the environment of the script and of the programs that it starts. */
export const env: LibraryModule = {
  source,
  prepare: replaceGetenv,
  functions: {
    get: ({ machine }, name) => (name instanceof Uint8Array ? findVariable(machine, name) : undefined),
    all: ({ machine }) => allVariables(machine),
    set,
    unset({ machine }, name) {
      machine.environment = withoutName(machine, textOf(name));
      return undefined;
    },
  },
};

function allVariables(machine: Machine): Readonly<Record<string, Uint8Array>> {
  const entries = Object.entries(machine.environment);
  return Object.fromEntries(entries.map(([name, value]) => [name, valueBytes(machine, name, value)]));
}

function set({ machine }: LibraryCall, name: LuaValue, value: LuaValue): undefined {
  machine.environment = mergeVariables(machine.environment, { [textOf(name)]: textOf(value) }, isWindows(machine));
}

/** Makes os.getenv see what this module changes. Lua's own sees only what the script was started with. */
function replaceGetenv(machine: Machine, state: State): void {
  machine.lua.lua_getglobal(state, machine.text("os"));
  defineFunction(machine, state, { name: "getenv", make: createGetenv });
  machine.lua.lua_settop(state, -2);
}

function withoutName(machine: Machine, name: string): Readonly<Record<string, string>> {
  const windows = isWindows(machine);
  const removed = withoutVariables(machine.environment, [windows ? name.toUpperCase() : name], windows);
  return removed as Readonly<Record<string, string>>;
}

function isWindows({ system }: Machine): boolean {
  return system.os === "windows";
}
