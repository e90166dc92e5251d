import { close_state, freeobj } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { replaceFunction, type WasmFunction, type WasmModule } from "./wasm-module.ts";

/**
 * Lets lua_close leave the objects of a state where they are, once it has run their finalizers: the memory goes with the
 * machine, and to free each object takes as long as a short script. Throws if close_state is not as it is known to be.
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
