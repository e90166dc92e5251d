import { frexp, math_log, pow, scalbn } from "../binary-facts.ts";
import { addImport } from "./add-import.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import {
  exportFunction,
  replaceFunction,
  requireExport,
  requireType,
  stackPointerGlobal,
  valueType,
  type WasmFunction,
  type WasmModule,
} from "./wasm-module.ts";

/** Functions of C's library that the module lacks. The host's Math has them from its own C library. */
const IMPORTED = ["cosh", "sinh", "tanh"] as const;

/** What LUA_COMPAT_MATHLIB adds to `math`, in the order of the table's entries; atan2 is atan. */
export const COMPATIBLE_MATH = [...IMPORTED, "pow", "frexp", "ldexp", "log10"] as const;

const { i32, f64 } = valueType;
const TEN = Uint8Array.of(0, 0, 0, 0, 0, 0, 0x24, 0x40);
/** The alignment of C's stack in bytes. */
const FRAME = 16;
const f64Eq = 0x61;
const i32WrapI64 = 0xa7;
const i64ExtendI32Signed = 0xac;

/** lua_State*, the only parameter; the locals follow it. */
const L = instruction(op.localGet, 0);
const x = { get: instruction(op.localGet, 1), set: instruction(op.localSet, 1) };
const exponent = { get: instruction(op.localGet, 2), set: instruction(op.localSet, 2) };

/**
 * Adds the C functions of COMPATIBLE_MATH to the function table. Lua's makefile compiles them in (LUA_COMPAT_5_3),
 * wasmoon's does not. The export luff_math() returns the first one's index. Call this before transformLua, which lets
 * errors pass through them, and importMath after it.
 */
export function addCompatibleMath(module: WasmModule): WasmModule {
  const withStubs = IMPORTED.reduce((each, name) => exportFunction(each, stubName(name), makeStub(each)), module);
  const start = withStubs.imports.length + withStubs.functions.length;
  const first = withStubs.table.minimum;
  const functions = COMPATIBLE_MATH.map((name) => makeFunction(withStubs, name));
  const extended: WasmModule = {
    ...withStubs,
    functions: [...withStubs.functions, ...functions],
    table: { minimum: first + functions.length, maximum: undefined },
    elements: [...withStubs.elements, { offset: first, functions: functions.map((_, place) => start + place) }],
  };
  const type = requireType(module, { parameters: [], results: [i32] });
  return exportFunction(extended, "luff_math", { type, locals: [], body: [instruction(op.i32Const, first)] });
}

/** Makes imports, with the type f64 -> f64, of the C library functions that the module lacks. */
export function importMath(module: WasmModule): WasmModule {
  return IMPORTED.reduce((each, name) => {
    const type = requireType(each, { parameters: [f64], results: [f64] });
    const imported = addImport(each, { module: "env", name, type });
    const body = orSame(instruction(op.call, imported.imports.length - 1));
    return replaceFunction(imported, requireExport(imported, stubName(name)), (stub) => ({ ...stub, body }));
  }, module);
}

/** Calls a function of one number, but returns NaN unchanged: passing through JavaScript would lose its sign. */
function orSame(call: Instruction): Instruction[] {
  const number = instruction(op.localGet, 0);
  return [number, call, number, number, number, instruction(f64Eq), instruction(op.select)];
}

/** Stands for an import until all functions have their final indexes. */
function makeStub(module: WasmModule): WasmFunction {
  const type = requireType(module, { parameters: [f64], results: [f64] });
  return { type, locals: [], body: [instruction(op.unreachable)] };
}

function stubName(name: string): string {
  return `luff_${name}`;
}

function makeFunction(module: WasmModule, name: (typeof COMPATIBLE_MATH)[number]): WasmFunction {
  return {
    type: requireType(module, { parameters: [i32], results: [i32] }),
    locals: [
      { count: 1, type: f64 },
      { count: 1, type: i32 },
    ],
    body: bodyOf(module, name),
  };
}

/** The function's body, as in lmathlib.c. */
function bodyOf(module: WasmModule, name: (typeof COMPATIBLE_MATH)[number]): Instruction[] {
  const call = (callee: string): Instruction => instruction(op.call, requireExport(module, callee));
  const checkNumber = (argument: number): Instruction[] => [L, constant(argument), call("luaL_checknumber")];
  const pushNumber = (value: readonly Instruction[]): Instruction[] => [L, ...value, call("lua_pushnumber")];
  switch (name) {
    case "pow":
      return [
        ...checkNumber(1),
        x.set,
        ...pushNumber([x.get, ...checkNumber(2), instruction(op.call, pow.index)]),
        constant(1),
      ];
    case "frexp":
      return splitNumber(module, checkNumber(1), pushNumber);
    case "ldexp":
      return [
        ...[...checkNumber(1), x.set],
        ...[L, constant(2), call("luaL_checkinteger"), instruction(i32WrapI64), exponent.set],
        ...pushNumber([x.get, exponent.get, instruction(op.call, scalbn.index)]),
        constant(1),
      ];
    case "log10":
      return [
        ...[...checkNumber(1), instruction(op.drop)],
        ...[L, constant(1), call("lua_settop")],
        ...pushNumber([{ opcode: op.f64Const, operands: [], literal: TEN }]),
        ...[L, instruction(op.call, math_log.index)],
      ];
    default:
      return [...pushNumber([...checkNumber(1), call(stubName(name))]), constant(1)];
  }
}

/** frexp, which returns the exponent through a pointer. For infinity and NaN it leaves the exponent 0, as in glibc. */
function splitNumber(
  module: WasmModule,
  checkNumber: readonly Instruction[],
  pushNumber: (value: readonly Instruction[]) => Instruction[],
): Instruction[] {
  const stackPointer = stackPointerGlobal(module);
  const pushInteger = instruction(op.call, requireExport(module, "lua_pushinteger"));
  const slot = [instruction(op.globalGet, stackPointer)];
  return [
    ...[...checkNumber, x.set],
    ...[...slot, constant(FRAME), instruction(op.i32Sub), instruction(op.globalSet, stackPointer)],
    ...[...slot, constant(0), instruction(op.i32Store, 2, 0)],
    ...pushNumber([x.get, ...slot, instruction(op.call, frexp.index)]),
    ...[L, ...slot, instruction(op.i32Load, 2, 0), instruction(i64ExtendI32Signed), pushInteger],
    ...[...slot, constant(FRAME), instruction(op.i32Add), instruction(op.globalSet, stackPointer)],
    constant(2),
  ];
}

function constant(value: number): Instruction {
  return instruction(op.i32Const, value);
}
