import { addImport } from "./add-import.ts";
import { instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { exportFunction, requireType, valueType, type WasmModule } from "./wasm-module.ts";

const { i32 } = valueType;

/**
 * Adds an entry to the function table that is the searcher for the C libraries: it calls the import
 * luff_find_library(L). The export luff_library_searcher() returns its index; prepareState makes it the last of
 * package.searchers. Call this after transformLua.
 */
export function addLibrarySearcher(module: WasmModule): WasmModule {
  const type = requireType(module, { parameters: [i32], results: [i32] });
  const imported = addImport(module, { module: "env", name: "luff_find_library", type });
  const place = module.table.minimum;
  const body = [instruction(op.localGet, 0), instruction(op.call, module.imports.length)];
  const extended: WasmModule = {
    ...imported,
    functions: [...imported.functions, { type, locals: [], body }],
    table: { minimum: place + 1, maximum: undefined },
    elements: [
      ...imported.elements,
      { offset: place, functions: [imported.imports.length + imported.functions.length] },
    ],
  };
  const answer = requireType(module, { parameters: [], results: [i32] });
  return exportFunction(extended, "luff_library_searcher", {
    type: answer,
    locals: [],
    body: [instruction(op.i32Const, place)],
  });
}
