import { latin1, toBytes } from "../../bytes.ts";
import type { State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import { isText, textArgument } from "../arguments.ts";
import type { LuaFunction } from "../define-function.ts";

/** os.getenv for Windows, which ignores case in the names of variables. */
export function createGetenv(original: (state: State) => number): LuaFunction {
  return (machine, state) => {
    if (!isText(machine, state, 1)) return original(state);
    const value = findVariable(machine, latin1(textArgument(machine, state, 1)));
    if (value === undefined) machine.lua.lua_pushnil(state);
    else machine.pushBytes(state, toBytes(value));
    return 1;
  };
}

/** Compares the bytes of the names; only ASCII letters ignore case. */
function findVariable(machine: Machine, name: string): string | undefined {
  const wanted = upperCase(name);
  const found = Object.entries(machine.script.environment).find(
    ([each]) => upperCase(latin1(toBytes(each))) === wanted,
  );
  return found?.[1];
}

function upperCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
