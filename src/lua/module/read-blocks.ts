import { instruction, type Instruction } from "./instructions.ts";
import { emptyBlock, op } from "./opcodes.ts";
import { valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

/** Functions of the module that wasmoon ships; g_read has read_chars in it. */
const functions = {
  read: 350,
  initBuffer: 114,
  prepareBuffer: 116,
  fread: 604,
  pushBuffer: 118,
  newObject: 317,
  step: 328,
  pushString: 62,
  rotate: 36,
  setTop: 34,
} as const;

/** read_chars: from where it begins to where its result is left, as offsets from its call of luaL_buffinit. */
const span = { start: -2, prepare: 4, fread: 7, push: 14, end: 18 } as const;

/** g_read's locals: lua_State* L, FILE* f, and how many bytes are wanted. */
const state = instruction(op.localGet, 0);
const file = instruction(op.localGet, 1);
const wanted = instruction(op.localGet, 4);

/** From here on it pays, and up to here the size of the string cannot overflow. */
const smallest = 4096;
const largest = 0x7fff0000;

/** A long string: its tag, where its parts are, and what it takes beside its bytes and the zero behind them. */
const longString = { tag: 0x14, collectable: 0x40, extra: 6, hash: 8, length: 12, bytes: 16 } as const;
const stackTop = 12;
const stackSlot = 16;
const slotTag = 8;
const globalState = 16;
const global = { seed: 72, debt: 12 } as const;

const i32Store8 = 0x3a;
const i32LessUnsigned = 0x49;
const i32GreaterSigned = 0x4a;
const i32Result = -1;

/**
 * Reads a large block straight into the string that it becomes, where read_chars reads into a buffer with a finalizer and then
 * copies it. Throws if g_read is not as it is known to be.
 */
export function readBlocks(module: WasmModule): WasmModule {
  const place = functions.read - module.imports.length;
  return {
    ...module,
    functions: module.functions.map((each, index) => (index === place ? withLargeBlocks(module, each) : each)),
  };
}

function withLargeBlocks(module: WasmModule, { type, locals, body }: WasmFunction): WasmFunction {
  const call = body.findLastIndex(({ opcode, operands }) => opcode === op.call && operands[0] === functions.initBuffer);
  const calls = [
    [span.prepare, functions.prepareBuffer],
    [span.fread, functions.fread],
    [span.push, functions.pushBuffer],
  ] as const;
  const known = calls.every(([offset, callee]) => body[call + offset]?.operands[0] === callee);
  if (!known || body[call + span.end - 1]?.opcode !== op.i32Ne) throw new Error("g_read is another one");
  const own = (module.types[type]?.parameters.length ?? 0) + locals.reduce((sum, each) => sum + each.count, 0);
  const [start, end] = [call + span.start, call + span.end];
  const choice = [wanted, constant(smallest), instruction(op.i32Sub), constant(largest), instruction(i32LessUnsigned)];
  return {
    type,
    locals: [...locals, { count: 2, type: valueType.i32 }],
    body: [
      ...body.slice(0, start),
      ...[...choice, instruction(op.if, i32Result), ...readIntoString(own), instruction(op.else)],
      ...body.slice(start, end),
      instruction(op.end),
      ...body.slice(end),
    ],
  };
}

/** Leaves whether anything was read. */
function readIntoString(own: number): Instruction[] {
  const text = instruction(op.localGet, own);
  const count = instruction(op.localGet, own + 1);
  return [
    ...makeString(text, instruction(op.localSet, own)),
    ...pushOnStack(text),
    ...[text, constant(longString.bytes), instruction(op.i32Add), wanted, file, call(functions.fread)],
    instruction(op.localSet, own + 1),
    ...[count, wanted, instruction(op.i32Ne), instruction(op.if, emptyBlock)],
    // The file has ended before: a string of what there was takes its place.
    ...[state, text, constant(longString.bytes), instruction(op.i32Add), count, call(functions.pushString), drop],
    ...[state, constant(-2), constant(1), call(functions.rotate), state, constant(-2), call(functions.setTop)],
    instruction(op.else),
    ...[state, load(globalState), load(global.debt), constant(0), instruction(i32GreaterSigned)],
    ...[instruction(op.if, emptyBlock), state, call(functions.step), instruction(op.end)],
    instruction(op.end),
    ...[count, constant(0), instruction(op.i32Ne)],
  ];
}

/** luaS_createlngstrobj, which the compiler has dissolved in its caller. */
function makeString(text: Instruction, keep: Instruction): Instruction[] {
  const size = [wanted, constant(longString.bytes + 1), instruction(op.i32Add)];
  return [
    ...[state, constant(longString.tag), ...size, call(functions.newObject), keep],
    ...[text, constant(0), instruction(i32Store8, 0, longString.extra)],
    ...[text, state, load(globalState), load(global.seed), instruction(op.i32Store, 2, longString.hash)],
    ...[text, wanted, instruction(op.i32Store, 2, longString.length)],
    ...[text, wanted, instruction(op.i32Add), constant(0), instruction(i32Store8, 0, longString.bytes)],
  ];
}

function pushOnStack(text: Instruction): Instruction[] {
  const top = [state, load(stackTop)];
  return [
    ...[...top, text, instruction(op.i32Store, 2, 0)],
    ...[...top, constant(longString.tag | longString.collectable), instruction(i32Store8, 0, slotTag)],
    ...[state, ...top, constant(stackSlot), instruction(op.i32Add), instruction(op.i32Store, 2, stackTop)],
  ];
}

const drop = instruction(op.drop);

function call(index: number): Instruction {
  return instruction(op.call, index);
}

function load(offset: number): Instruction {
  return instruction(op.i32Load, 2, offset);
}

function constant(value: number): Instruction {
  return instruction(op.i32Const, value);
}
