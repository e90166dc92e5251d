import { findVariable } from "../../own-variables.ts";
import type { State } from "../../lua-exports.ts";
import { isText, textArgument } from "../arguments.ts";
import type { LuaFunction } from "../define-function.ts";

/** os.getenv over the machine's environment: for Windows, which ignores case, and for what helm.env changes. */
export function createGetenv(original: (state: State) => number): LuaFunction {
  return (machine, state) => {
    if (!isText(machine, state, 1)) return original(state);
    const value = findVariable(machine, textArgument(machine, state, 1));
    if (value === undefined) machine.lua.lua_pushnil(state);
    else machine.pushBytes(state, value);
    return 1;
  };
}
