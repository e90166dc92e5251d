import { FILE, LUAL_BUFFERSIZE, read_line } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { emptyBlock, op } from "./opcodes.ts";
import { replaceFunction, valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

const { f, i, buff } = read_line.locals;
const file = instruction(op.localGet, f);
const count = { get: instruction(op.localGet, i), set: instruction(op.localSet, i) };
const buffer = instruction(op.localGet, buff);
/** Leaves the last byte to the original code. */
const room = LUAL_BUFFERSIZE - 1;

const { rpos, rend } = FILE.fields;

const i32Load8Unsigned = 0x2d;
const i32Store8 = 0x3a;
const i32GreaterOrEqualUnsigned = 0x4f;
const i32LessUnsigned = 0x49;
const i32GreaterUnsigned = 0x4b;
const i64Load = 0x29;
const i64Store = 0x37;
const i64Eqz = 0x50;
const i64Sub = 0x7d;
const i64And = 0x83;
const i64Xor = 0x85;
const newline = 10;
const word = 8;

/**
 * Copies a line directly from the file's buffer, where read_line calls getc for each byte. The original loop then finds
 * the newline, an empty buffer or a full line at once. Throws if read_line does not have the expected shape.
 */
export function copyLines(module: WasmModule): WasmModule {
  return replaceFunction(module, read_line.index, (each) => copyFirst(module, each));
}

function copyFirst(module: WasmModule, { type, locals, body }: WasmFunction): WasmFunction {
  const position = (module.types[type]?.parameters.length ?? 0) + locals.reduce((sum, each) => sum + each.count, 0);
  const loops = body.flatMap(({ opcode }, index) => (opcode === op.loop ? [index] : []));
  const inner = loops[1] ?? 0;
  const before = body[inner - 1];
  if (loops.length !== 2 || before?.opcode !== op.localSet || before.operands[0] !== buffer.operands[0]) {
    throw new Error("read_line does not have the expected loops");
  }
  return {
    type,
    locals: [...locals, { count: 2, type: valueType.i32 }, { count: 1, type: valueType.i64 }],
    body: [...body.slice(0, inner), ...copyWhatIsThere(position), ...body.slice(inner)],
  };
}

/** Copies up to the newline, the end of the file's buffer, or the end of the room. */
function copyWhatIsThere(position: number): Instruction[] {
  const end = position + 1;
  const next = instruction(op.localGet, position);
  const last = instruction(op.localGet, end);
  const limit = [next, constant(room), instruction(op.i32Add)];
  return [
    ...[file, instruction(op.i32Load, 2, rpos), instruction(op.localSet, position)],
    ...[file, instruction(op.i32Load, 2, rend), instruction(op.localSet, end)],
    ...[last, ...limit, last, ...limit, instruction(i32LessUnsigned), instruction(op.select)],
    instruction(op.localSet, end),
    ...copyWords(position),
    ...[instruction(op.block, emptyBlock), instruction(op.loop, emptyBlock)],
    ...[next, last, instruction(i32GreaterOrEqualUnsigned), instruction(op.brIf, 1)],
    ...[next, instruction(i32Load8Unsigned, 0, 0), constant(newline), instruction(op.i32Eq), instruction(op.brIf, 1)],
    ...[buffer, count.get, instruction(op.i32Add), next, instruction(i32Load8Unsigned, 0, 0)],
    instruction(i32Store8, 0, 0),
    ...advance(position, 1),
    ...[instruction(op.br, 0), instruction(op.end), instruction(op.end)],
    ...[file, next, instruction(op.i32Store, 2, rpos)],
  ];
}

/** Copies eight bytes at once while none of them is a newline: then no byte of the exclusive or is 0. */
function copyWords(position: number): Instruction[] {
  const next = instruction(op.localGet, position);
  const last = instruction(op.localGet, position + 1);
  const eight = position + 2;
  const different = [instruction(op.localGet, eight), bytes(newline), instruction(i64Xor)];
  return [
    ...[instruction(op.block, emptyBlock), instruction(op.loop, emptyBlock)],
    ...[next, constant(word), instruction(op.i32Add), last, instruction(i32GreaterUnsigned), instruction(op.brIf, 1)],
    ...[next, instruction(i64Load, 0, 0), instruction(op.localSet, eight)],
    ...[...different, bytes(1), instruction(i64Sub)],
    ...[...different, bytes(0xff), instruction(i64Xor), instruction(i64And)],
    ...[bytes(0x80), instruction(i64And), instruction(i64Eqz), instruction(op.i32Eqz), instruction(op.brIf, 1)],
    ...[buffer, count.get, instruction(op.i32Add), instruction(op.localGet, eight), instruction(i64Store, 0, 0)],
    ...advance(position, word),
    ...[instruction(op.br, 0), instruction(op.end), instruction(op.end)],
  ];
}

function advance(position: number, by: number): Instruction[] {
  return [
    ...[instruction(op.localGet, position), constant(by), instruction(op.i32Add), instruction(op.localSet, position)],
    ...[count.get, constant(by), instruction(op.i32Add), count.set],
  ];
}

function constant(value: number): Instruction {
  return instruction(op.i32Const, value);
}

/** A 64-bit constant that repeats one byte eight times, as a signed LEB128 of ten bytes. */
function bytes(byte: number): Instruction {
  let rest = BigInt.asIntN(64, 0x0101010101010101n * BigInt(byte));
  const literal = Uint8Array.from({ length: 10 }, (_, index) => {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    return index < 9 ? low | 0x80 : low;
  });
  return { opcode: op.i64Const, operands: [], literal };
}
