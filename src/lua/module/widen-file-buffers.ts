import { fdopen, FILE } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import type { WasmFunction, WasmModule } from "./wasm-module.ts";

const { block, buffer } = fdopen.numbers;

/** The new size: it needs a tenth of the calls, and is still small for a program that opens many files. */
const fileBuffer = 16384;

/** Gives the module's files larger buffers. Throws if fdopen does not have the expected shape. */
export function widenFileBuffers(module: WasmModule): WasmModule {
  const openers = module.functions.filter(({ body }) => body.some(allocatesFile));
  if (openers.length !== 1) throw new Error(`${openers.length} functions allocate a FILE, expected one`);
  return { ...module, functions: module.functions.map((each) => (each === openers[0] ? widen(each) : each)) };
}

function widen(opener: WasmFunction): WasmFunction {
  const body = opener.body.map((each, index) => {
    if (allocatesFile(each)) return instruction(op.i32Const, FILE.size + FILE.unget + fileBuffer);
    return isBuiltSize(each) && storesBufferSize(opener.body[index + 1]) ? instruction(op.i32Const, fileBuffer) : each;
  });
  return { ...opener, body };
}

function allocatesFile({ opcode, operands }: Instruction): boolean {
  return opcode === op.i32Const && operands[0] === block.value;
}

function isBuiltSize({ opcode, operands }: Instruction): boolean {
  return opcode === op.i32Const && operands[0] === buffer.value;
}

function storesBufferSize(next: Instruction | undefined): boolean {
  return next?.opcode === op.i32Store && next.operands[1] === FILE.fields.buf_size;
}
