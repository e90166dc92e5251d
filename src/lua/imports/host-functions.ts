import type { Imports, Machine } from "../machine.ts";

/** What an entry of the function table calls if it stands for a function of the host. */
export function hostFunctionImports(machine: Machine): Imports {
  return { luff_call: (number: number, argument: number) => machine.callFunction(number, argument) };
}
