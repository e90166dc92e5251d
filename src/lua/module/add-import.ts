import { renumberFunctions } from "./renumber-functions.ts";
import type { FunctionImport, WasmModule } from "./wasm-module.ts";

/** The module with one more import behind its others; the functions that it defines have numbers that are higher by one. */
export function addImport(module: WasmModule, added: FunctionImport): WasmModule {
  const before = module.imports.length;
  const shifted = renumberFunctions(module, (index) => (index < before ? index : index + 1));
  return { ...shifted, imports: [...module.imports, added] };
}
