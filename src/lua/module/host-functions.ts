import { HOST_FUNCTIONS } from "../lua-exports.ts";
import { addImport } from "./add-import.ts";
import { instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { exportFunction, requireType, valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

const { i32 } = valueType;

/**
 * Adds entries to the function table that stand for functions of the host. Each calls the import luff_call(number,
 * argument). The export luff_functions() returns the first one's index. Without them each host would need its own way
 * to make such functions.
 */
export function addHostFunctions(module: WasmModule): WasmModule {
  const called = requireType(module, { parameters: [i32, i32], results: [i32] });
  const imported = addImport(module, { module: "env", name: "luff_call", type: called });
  const first = module.table.minimum;
  const entries = Array.from({ length: HOST_FUNCTIONS }, (_, number) => makeEntry(module, number));
  const start = imported.imports.length + imported.functions.length;
  const extended: WasmModule = {
    ...imported,
    functions: [...imported.functions, ...entries],
    table: { minimum: first + HOST_FUNCTIONS, maximum: undefined },
    elements: [...imported.elements, { offset: first, functions: entries.map((_, number) => start + number) }],
  };
  const type = requireType(module, { parameters: [], results: [i32] });
  return exportFunction(extended, "luff_functions", { type, locals: [], body: [instruction(op.i32Const, first)] });
}

function makeEntry(module: WasmModule, number: number): WasmFunction {
  const body = [
    instruction(op.i32Const, number),
    instruction(op.localGet, 0),
    instruction(op.call, module.imports.length),
  ];
  return { type: requireType(module, { parameters: [i32], results: [i32] }), locals: [], body };
}
