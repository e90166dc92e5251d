import { os_exit } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { replaceFunction, valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

const i32WrapI64 = 0xa7;
const i64Add = 0x7c;
const i64LessUnsigned = 0x54;
/** 2^31 and 2^31 + 2^32 as LEB128: where the numbers of 32 bits, signed or not, begin and end. */
const BEFORE_ZERO = Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x08);
const ALL = Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x18);
const FAILURE = 1;

/**
 * Lets os.exit take an integer that 32 bits cannot hold for 1. C's cast to int cuts it, and what is left may be 0, which
 * is success. Throws if os_exit is not as it is known to be.
 */
export function keepExitStatusWhole(module: WasmModule): WasmModule {
  return replaceFunction(module, os_exit.index, castSafely);
}

function castSafely({ type, locals, body }: WasmFunction): WasmFunction {
  const casts = body.filter(({ opcode }) => opcode === i32WrapI64).length;
  if (casts !== 1) throw new Error(`os_exit casts ${casts} integers, expected one`);
  const status = 1 + locals.reduce((sum, { count }) => sum + count, 0);
  return {
    type,
    locals: [...locals, { count: 1, type: valueType.i64 }],
    body: body.flatMap((each) => (each.opcode === i32WrapI64 ? castOrFail(status) : [each])),
  };
}

/** The integer on the stack, kept in a local, as an int, or 1. */
function castOrFail(local: number): Instruction[] {
  const value = instruction(op.localGet, local);
  return [
    ...[instruction(op.localTee, local), instruction(i32WrapI64), instruction(op.i32Const, FAILURE)],
    ...[value, wide(BEFORE_ZERO), instruction(i64Add), wide(ALL), instruction(i64LessUnsigned)],
    instruction(op.select),
  ];
}

function wide(literal: Uint8Array): Instruction {
  return { opcode: op.i64Const, operands: [], literal };
}
