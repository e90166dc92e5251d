import type { LibraryPart } from "../c-libraries/library-parts.ts";
import { op } from "./opcodes.ts";
import type { WasmModule } from "./wasm-module.ts";

/** The part that each function of the C libraries is in, by its index; undefined for what they share. */
export type Homes = ReadonlyMap<number, LibraryPart | undefined>;

/**
 * Says where the functions of the C libraries are at home: in their own part, or in what all share if another part, or that, calls them. A call
 * through the table does not count, because who makes it has got the function from its part.
 */
export function homesOf(module: WasmModule): Homes {
  const homes = new Map<number, LibraryPart | undefined>();
  module.functions.forEach(({ library, part }, defined) => {
    if (library !== undefined) homes.set(module.imports.length + defined, part);
  });
  while (shareCallees(module, homes));
  return homes;
}

/** Moves what another part calls to what all share. Returns whether anything was moved. */
function shareCallees(module: WasmModule, homes: Map<number, LibraryPart | undefined>): boolean {
  let hasMoved = false;
  for (const [index, home] of homes) {
    for (const { opcode, operands } of module.functions[index - module.imports.length]?.body ?? []) {
      const callee = operands[0] ?? -1;
      if (opcode !== op.call || !homes.has(callee)) continue;
      const other = homes.get(callee);
      if (other === undefined || other === home) continue;
      homes.set(callee, undefined);
      hasMoved = true;
    }
  }
  return hasMoved;
}
