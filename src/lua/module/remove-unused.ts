import { op } from "./opcodes.ts";
import { renumberFunctions } from "./renumber-functions.ts";
import { exportKind, findFunction, type WasmModule } from "./wasm-module.ts";

/** Removes the functions and imports that no export, table entry or call reaches, and renumbers the rest. */
export function removeUnused(module: WasmModule): WasmModule {
  const used = findUsed(module);
  const total = module.imports.length + module.functions.length;
  const renumbered = new Map<number, number>();
  for (let index = 0; index < total; index += 1) if (used.has(index)) renumbered.set(index, renumbered.size);
  const rest = {
    ...module,
    imports: module.imports.filter((_, index) => used.has(index)),
    functions: module.functions.filter((_, index) => used.has(module.imports.length + index)),
  };
  return renumberFunctions(rest, (index) => renumbered.get(index) ?? 0);
}

function findUsed(module: WasmModule): Set<number> {
  const pending = [
    ...module.exports.filter((each) => each.kind === exportKind.function).map((each) => each.index),
    ...module.elements.flatMap((segment) => segment.functions),
  ];
  const used = new Set<number>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (used.has(next)) continue;
    used.add(next);
    for (const { opcode, operands } of findFunction(module, next)?.body ?? []) {
      if (opcode === op.call) pending.push(operands[0] ?? 0);
    }
  }
  return used;
}
