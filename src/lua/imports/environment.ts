import { toBytes } from "../bytes.ts";
import type { Pointer } from "../lua-exports.ts";
import type { Imports, Machine } from "../machine.ts";

/** The variables. The module copies them once, at its start. */
export function environmentImports(machine: Machine): Imports {
  const variables = machine.system.rawTexts.variables(machine.script.environment).map(toBytes);
  return {
    environ_sizes_get(count: Pointer, size: Pointer): number {
      machine.memory.setInt32(count, variables.length);
      machine.memory.setInt32(
        size,
        variables.reduce((sum, variable) => sum + variable.length + 1, 0),
      );
      return 0;
    },
    environ_get(pointers: Pointer, texts: Pointer): number {
      let text = texts;
      variables.forEach((variable, index) => {
        machine.memory.setInt32(pointers + index * 4, text);
        machine.memory.setCString(text, variable);
        text += variable.length + 1;
      });
      return 0;
    },
  };
}
