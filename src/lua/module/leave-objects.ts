import { close_state, freeobj } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { replaceFunction, type WasmFunction, type WasmModule } from "./wasm-module.ts";

/**
 * Makes lua_close run all finalizers but free no objects: the memory goes with the machine, and freeing each object
 * takes as long as a short script. Throws if close_state does not have the expected shape.
 */
export function leaveObjects(module: WasmModule): WasmModule {
  return replaceFunction(module, close_state.index, withoutFreeing);
}

function withoutFreeing(close: WasmFunction): WasmFunction {
  if (close.body.filter(freesObject).length !== close_state.lists) {
    throw new Error(`close_state does not free ${close_state.lists} lists`);
  }
  const ignore = [instruction(op.drop), instruction(op.drop)];
  return { ...close, body: close.body.flatMap((each) => (freesObject(each) ? ignore : [each])) };
}

function freesObject({ opcode, operands }: Instruction): boolean {
  return opcode === op.call && operands[0] === freeobj.index;
}
