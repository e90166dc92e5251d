import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import type { WasmFunction, WasmModule } from "./wasm-module.ts";

/** close_state with luaC_freeallobjects in it, and freeobj, in the module that wasmoon ships. */
const closeState = 479;
const freeObject = 319;
/** Once for what a collector may free, once for what it never does. */
const lists = 2;

/**
 * Lets lua_close leave the objects of a state where they are, once it has run their finalizers: the memory goes with the
 * machine, and to free each object takes as long as a short script. Throws if close_state is not as it is known to be.
 */
export function leaveObjects(module: WasmModule): WasmModule {
  const place = closeState - module.imports.length;
  return {
    ...module,
    functions: module.functions.map((each, index) => (index === place ? withoutFreeing(each) : each)),
  };
}

function withoutFreeing(close: WasmFunction): WasmFunction {
  if (close.body.filter(freesObject).length !== lists) throw new Error("close_state frees no two lists");
  const ignore = [instruction(op.drop), instruction(op.drop)];
  return { ...close, body: close.body.flatMap((each) => (freesObject(each) ? ignore : [each])) };
}

function freesObject({ opcode, operands }: Instruction): boolean {
  return opcode === op.call && operands[0] === freeObject;
}
