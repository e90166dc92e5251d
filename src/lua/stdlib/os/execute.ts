import type { State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import { isMissing, isText, refuseArgument, textArgument } from "../arguments.ts";
import { pushChildEnd } from "../push-results.ts";

/** os.execute: the child has the script's own streams. As in C, unwritten output stays in Lua's buffers. */
export function execute(machine: Machine, state: State): number {
  const { environment, rawVariables } = machine;
  const { children } = machine.system;
  if (isMissing(machine, state, 1)) {
    machine.lua.lua_pushboolean(state, children.available() ? 1 : 0);
    return 1;
  }
  if (!isText(machine, state, 1)) return refuseArgument(machine, state, 1);
  const end = children.execute(textArgument(machine, state, 1), environment, { rawVariables });
  return pushChildEnd(machine, state, end);
}
