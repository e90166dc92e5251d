import { mergeVariables } from "../../../host/merge-variables.ts";
import { withoutVariables } from "../../../host/without-variables.ts";
import type { State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import { findVariable, ownVariables } from "../../own-variables.ts";
import { defineFunction } from "../../stdlib/define-function.ts";
import { createGetenv } from "../../stdlib/os/getenv.ts";
import { givenVariable, withoutNames } from "../given-variable.ts";
import type { LibraryCall, LibraryModule, LuaValue } from "../library-function.ts";
import { bytesOf, textOf } from "../text-of.ts";
import source from "./env.lua" with { type: "text" };

/** helm.env: the environment of the script and of the programs that it starts. */
export const env: LibraryModule = {
  source,
  prepare: replaceGetenv,
  functions: {
    get: ({ machine }, name) => (name instanceof Uint8Array ? findVariable(machine, name) : undefined),
    all: ({ machine }) => new Map(ownVariables(machine).map(({ name, value }) => [name, value])),
    set,
    unset,
  },
};

function set({ machine }: LibraryCall, name: LuaValue, value: LuaValue): undefined {
  const windows = isWindows(machine);
  const given = windows ? undefined : givenVariable(bytesOf(name), bytesOf(value));
  machine.rawVariables = [
    ...withoutNames(machine.rawVariables, [textOf(name)]),
    ...(given === undefined ? [] : [given]),
  ];
  machine.environment = mergeVariables(machine.environment, { [textOf(name)]: textOf(value) }, windows);
}

function unset({ machine }: LibraryCall, name: LuaValue): undefined {
  const [text, windows] = [textOf(name), isWindows(machine)];
  const removed = withoutVariables(machine.environment, [windows ? text.toUpperCase() : text], windows);
  machine.rawVariables = withoutNames(machine.rawVariables, [text]);
  machine.environment = removed as Readonly<Record<string, string>>;
}

/** Makes os.getenv see what this module changes. Lua's own sees only what the script was started with. */
function replaceGetenv(machine: Machine, state: State): void {
  machine.lua.lua_getglobal(state, machine.text("os"));
  defineFunction(machine, state, { name: "getenv", make: createGetenv });
  machine.lua.lua_settop(state, -2);
}

function isWindows({ system }: Machine): boolean {
  return system.os === "windows";
}
