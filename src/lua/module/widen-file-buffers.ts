import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import type { WasmFunction, WasmModule } from "./wasm-module.ts";

/** musl's fdopen allocates a FILE, room for characters that are pushed back, and a buffer of 1 KB in one block. */
const builtBuffer = 1024;
const fileAndUngetSize = 152;
const bufferSizeOffset = 48;

/** What files get instead: a tenth of the calls, and still little for a program that opens many. */
const fileBuffer = 16384;

/** Gives the files that the module opens larger buffers. Throws if fdopen does not look as it is known to look. */
export function widenFileBuffers(module: WasmModule): WasmModule {
  const openers = module.functions.filter(({ body }) => body.some(allocatesFile));
  if (openers.length !== 1) throw new Error(`${openers.length} functions allocate a FILE, expected one`);
  return { ...module, functions: module.functions.map((each) => (each === openers[0] ? widen(each) : each)) };
}

function widen(opener: WasmFunction): WasmFunction {
  const body = opener.body.map((each, index) => {
    if (allocatesFile(each)) return instruction(op.i32Const, fileAndUngetSize + fileBuffer);
    return isBuiltSize(each) && storesBufferSize(opener.body[index + 1]) ? instruction(op.i32Const, fileBuffer) : each;
  });
  return { ...opener, body };
}

function allocatesFile({ opcode, operands }: Instruction): boolean {
  return opcode === op.i32Const && operands[0] === fileAndUngetSize + builtBuffer;
}

function isBuiltSize({ opcode, operands }: Instruction): boolean {
  return opcode === op.i32Const && operands[0] === builtBuffer;
}

function storesBufferSize(next: Instruction | undefined): boolean {
  return next?.opcode === op.i32Store && next.operands[1] === bufferSizeOffset;
}
