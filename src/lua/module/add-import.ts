import { renumberFunctions } from "./renumber-functions.ts";
import type { FunctionImport, WasmModule } from "./wasm-module.ts";

/** Adds an import after the module's other imports. The indexes of the module's own functions become higher by one. */
export function addImport(module: WasmModule, added: FunctionImport): WasmModule {
  const before = module.imports.length;
  const shifted = renumberFunctions(module, (index) => (index < before ? index : index + 1));
  return { ...shifted, imports: [...module.imports, added] };
}
