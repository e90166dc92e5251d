import { interrupt } from "../interrupt.ts";
import type { Imports, Machine } from "../machine.ts";
import { returnToLua } from "./jump.ts";

/** The error is raised by functions that leave by an exception, and the module wants to be returned to. */
export function interruptImports(machine: Machine): Imports {
  const call = returnToLua((state) => interrupt(machine, state));
  return { luff_interrupt: (state: number) => void call(state) };
}
