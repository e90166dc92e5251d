import {
  fread,
  g_read,
  global_State,
  lua_State,
  luaC_newobj,
  luaC_step,
  StackValue,
  TString,
} from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { emptyBlock, op } from "./opcodes.ts";
import { replaceFunction, requireExport, valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

const { L, f, n } = g_read.locals;
const state = instruction(op.localGet, L);
const file = instruction(op.localGet, f);
/** The number of bytes to read. */
const wanted = instruction(op.localGet, n);

/** C API functions that the new code, or read_chars, calls. */
const API = [
  "luaL_buffinit",
  "luaL_prepbuffsize",
  "luaL_pushresult",
  "lua_pushlstring",
  "lua_rotate",
  "lua_settop",
] as const;

type Api = Readonly<Record<(typeof API)[number], number>>;

/** From this size on it is faster, and up to the largest size the string's size cannot overflow. */
const smallest = 4096;
const largest = 0x7fff0000;

const { l_G } = lua_State.fields;

const longStringTag = 0x14;
const collectable = 0x40;

const i32Store8 = 0x3a;
const i32LessUnsigned = 0x49;
const i32GreaterSigned = 0x4a;
const i32Result = -1;

/**
 * Reads a large block directly into its string, where read_chars reads into a buffer with a finalizer and then copies
 * it. Throws if g_read does not have the expected shape.
 */
export function readBlocks(module: WasmModule): WasmModule {
  return replaceFunction(module, g_read.index, (each) => withLargeBlocks(module, each));
}

function withLargeBlocks(module: WasmModule, { type, locals, body }: WasmFunction): WasmFunction {
  const api = Object.fromEntries(API.map((name) => [name, requireExport(module, name)])) as unknown as Api;
  const span = g_read.readChars;
  const call = body.findLastIndex(({ opcode, operands }) => opcode === op.call && operands[0] === api.luaL_buffinit);
  const calls = [
    [span.prepare, api.luaL_prepbuffsize],
    [span.fread, fread.index],
    [span.push, api.luaL_pushresult],
  ] as const;
  const known = calls.every(([offset, callee]) => body[call + offset]?.operands[0] === callee);
  if (!known || body[call + span.end - 1]?.opcode !== op.i32Ne) {
    throw new Error("g_read does not have the expected shape");
  }
  const own = (module.types[type]?.parameters.length ?? 0) + locals.reduce((sum, each) => sum + each.count, 0);
  const [start, end] = [call + span.start, call + span.end];
  const choice = [wanted, constant(smallest), instruction(op.i32Sub), constant(largest), instruction(i32LessUnsigned)];
  return {
    type,
    locals: [...locals, { count: 2, type: valueType.i32 }],
    body: [
      ...body.slice(0, start),
      ...[...choice, instruction(op.if, i32Result), ...readIntoString(own, api), instruction(op.else)],
      ...body.slice(start, end),
      instruction(op.end),
      ...body.slice(end),
    ],
  };
}

/** Leaves on the stack whether anything was read. */
function readIntoString(own: number, api: Api): Instruction[] {
  const text = instruction(op.localGet, own);
  const count = instruction(op.localGet, own + 1);
  return [
    ...makeString(text, instruction(op.localSet, own)),
    ...pushOnStack(text),
    ...[text, constant(TString.fields.text), instruction(op.i32Add), wanted, file, call(fread.index)],
    instruction(op.localSet, own + 1),
    ...[count, wanted, instruction(op.i32Ne), instruction(op.if, emptyBlock)],
    // The file ended earlier: a shorter string replaces it.
    ...[state, text, constant(TString.fields.text), instruction(op.i32Add), count, call(api.lua_pushlstring), drop],
    ...[state, constant(-2), constant(1), call(api.lua_rotate), state, constant(-2), call(api.lua_settop)],
    instruction(op.else),
    ...[state, load(l_G), load(global_State.fields.GCdebt), constant(0), instruction(i32GreaterSigned)],
    ...[instruction(op.if, emptyBlock), state, call(luaC_step.index), instruction(op.end)],
    instruction(op.end),
    ...[count, constant(0), instruction(op.i32Ne)],
  ];
}

/** The same as luaS_createlngstrobj. */
function makeString(text: Instruction, keep: Instruction): Instruction[] {
  const { extra, hash, lnglen, text: bytes } = TString.fields;
  const size = [wanted, constant(bytes + 1), instruction(op.i32Add)];
  return [
    ...[state, constant(longStringTag), ...size, call(luaC_newobj.index), keep],
    ...[text, constant(0), instruction(i32Store8, 0, extra)],
    ...[text, state, load(l_G), load(global_State.fields.seed), instruction(op.i32Store, 2, hash)],
    ...[text, wanted, instruction(op.i32Store, 2, lnglen)],
    ...[text, wanted, instruction(op.i32Add), constant(0), instruction(i32Store8, 0, bytes)],
  ];
}

function pushOnStack(text: Instruction): Instruction[] {
  const { top: offset } = lua_State.fields;
  const top = [state, load(offset)];
  return [
    ...[...top, text, instruction(op.i32Store, 2, 0)],
    ...[...top, constant(longStringTag | collectable), instruction(i32Store8, 0, StackValue.fields.tag)],
    ...[state, ...top, constant(StackValue.size), instruction(op.i32Add), instruction(op.i32Store, 2, offset)],
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
