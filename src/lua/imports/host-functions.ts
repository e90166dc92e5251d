import type { Imports, Machine } from "../machine.ts";

/** How an entry of the function table that stands for a function of the host calls it. */
export function hostFunctionImports(machine: Machine): Imports {
  return { luff_call: (number: number, argument: number) => machine.callFunction(number, argument) };
}
