import { latin1 } from "../../bytes.ts";
import type { State } from "../../lua-exports.ts";
import { isText, textArgument } from "../arguments.ts";
import type { LuaFunction } from "../define-function.ts";

/** io.open on Windows: a file is text unless its mode has a b. */
export function createOpen(original: (state: State) => number): LuaFunction {
  return (machine, state) => {
    const mode = isText(machine, state, 2) ? latin1(textArgument(machine, state, 2)) : "";
    return machine.descriptors.opening(!mode.includes("b"), () => original(state));
  };
}

/** A function that opens files as io.open does without a mode: io.lines, io.input and io.output on Windows. */
export function createTextOpener(original: (state: State) => number): LuaFunction {
  return (machine, state) => machine.descriptors.opening(true, () => original(state));
}
