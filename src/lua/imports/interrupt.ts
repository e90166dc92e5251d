import { interrupt } from "../interrupt.ts";
import type { Imports, Machine } from "../machine.ts";
import { returnToLua } from "./jump.ts";

/** Raising the error throws, but the module expects the call to return. */
export function interruptImports(machine: Machine): Imports {
  const call = returnToLua((state) => interrupt(machine, state));
  return { luff_interrupt: (state: number) => void call(state) };
}
