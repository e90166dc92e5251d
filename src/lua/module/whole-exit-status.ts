import { os_exit } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { replaceFunction, valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

const i32WrapI64 = 0xa7;
const i64Add = 0x7c;
const i64LessUnsigned = 0x54;
/** 2^31 and 2^31 + 2^32 as LEB128: the limits of 32-bit numbers, signed or not. */
const BEFORE_ZERO = Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x08);
const ALL = Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x18);
const FAILURE = 1;

/**
 * Makes os.exit use 1 for an integer that does not fit into 32 bits. C's cast to int would cut it off, and the rest may
 * be 0, which means success. Throws if os_exit does not have the expected shape.
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

/** Converts the integer on the stack, which is kept in a local, to an int, or to 1. */
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
