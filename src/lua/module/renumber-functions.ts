import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { exportKind, type WasmModule } from "./wasm-module.ts";

/** Gives each reference to a function (calls, exports, table entries) the function's new index. */
export function renumberFunctions(module: WasmModule, renumber: (index: number) => number): WasmModule {
  const renumberCall = (each: Instruction): Instruction =>
    each.opcode === op.call ? instruction(op.call, renumber(each.operands[0] ?? 0)) : each;
  return {
    ...module,
    functions: module.functions.map((each) => ({ ...each, body: each.body.map(renumberCall) })),
    exports: module.exports.map((each) =>
      each.kind === exportKind.function ? { ...each, index: renumber(each.index) } : each,
    ),
    elements: module.elements.map((segment) => ({ ...segment, functions: segment.functions.map(renumber) })),
  };
}
