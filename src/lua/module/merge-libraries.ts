import { libraries, lua_gc, lua_pushfstring, luaL_checkoption, luaL_error } from "../binary-facts.ts";
import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { noteCallingStates } from "./note-calling-states.ts";
import { partOfUnit } from "./part-of-unit.ts";
import type { LinkedLibraries } from "./parse-libraries.ts";
import {
  exportKind,
  requireOrAddType,
  stackPointerGlobal,
  valueType,
  type WasmFunction,
  type WasmModule,
} from "./wasm-module.ts";

/** What the libraries call of Lua that wasmoon does not export. */
const NOT_EXPORTED: Readonly<Record<string, number>> = {
  lua_gc: lua_gc.index,
  lua_pushfstring: lua_pushfstring.index,
  luaL_checkoption: luaL_checkoption.index,
  luaL_error: luaL_error.index,
};

/** An import of the libraries that becomes a function here. */
const CALLING_STATE = "luff_calling_state";

/** C's stack pointer, in every module that wasm-ld writes. */
const STACK_POINTER = 0;

/** The numbers in Lua's module for those in the libraries' module. */
interface Numbers {
  readonly types: readonly number[];
  readonly functions: readonly number[];
  readonly stackPointer: number;
}

/**
 * Puts the C libraries into Lua's module: they share its memory, its table and C's stack, and what they import are its
 * functions. `callingState` is the global with the state that called the library's function which is running. Throws if
 * the libraries import what the module does not have, or were linked for other places.
 */
export function mergeLibraries(lua: WasmModule, linked: LinkedLibraries, callingState: number): WasmModule {
  const { module, names, units } = linked;
  if (lua.table.minimum !== libraries.table) {
    throw new Error(`the libraries are linked for entry ${libraries.table} of the table, not ${lua.table.minimum}`);
  }
  const types = [...lua.types];
  const question = askForState(requireOrAddType(types, { parameters: [], results: [valueType.i32] }), callingState);
  const first = lua.imports.length + lua.functions.length;
  const numbers: Numbers = {
    types: module.types.map((type) => requireOrAddType(types, type)),
    functions: [
      ...module.imports.map(({ name }) => (name === CALLING_STATE ? first : requireCallee(lua, name))),
      ...module.functions.map((_, index) => first + 1 + index),
    ],
    stackPointer: stackPointerGlobal(lua),
  };
  const functions = module.functions.map((each, index) => ({
    ...renumber(each, numbers),
    library: names.get(module.imports.length + index) ?? "unnamed",
    part: partOfUnit(units[index] ?? ""),
  }));
  const numberOf = (index: number): number => requireNumber(numbers.functions, index);
  const merged = {
    ...lua,
    types,
    functions: [...lua.functions, question, ...functions],
    table: { minimum: module.table.minimum, maximum: undefined },
    elements: [
      ...lua.elements,
      ...module.elements.map((each) => ({ ...each, functions: each.functions.map(numberOf) })),
    ],
    data: [...lua.data, ...module.data],
    exports: [...lua.exports, ...module.exports.map((each) => ({ ...each, index: numberOf(each.index) }))],
  };
  return noteCallingStates(merged, callingState);
}

function askForState(type: number, callingState: number): WasmFunction {
  return { type, locals: [], body: [instruction(op.globalGet, callingState)], library: CALLING_STATE };
}

/** The function of Lua's module that the libraries import under a name. */
function requireCallee(lua: WasmModule, name: string): number {
  const exported = lua.exports.find((each) => each.kind === exportKind.function && each.name === name)?.index;
  const imported = lua.imports.findIndex((each) => each.name === name);
  const found = exported ?? NOT_EXPORTED[name] ?? imported;
  if (found < 0) throw new Error(`the C libraries call ${name}, which Lua's module does not have`);
  return found;
}

function renumber(each: WasmFunction, numbers: Numbers): WasmFunction {
  return {
    ...each,
    type: requireNumber(numbers.types, each.type),
    body: each.body.map((one) => renumberInstruction(one, numbers)),
  };
}

function renumberInstruction(each: Instruction, { types, functions, stackPointer }: Numbers): Instruction {
  const { opcode, operands } = each;
  const [first = 0, ...rest] = operands;
  switch (opcode) {
    case op.call:
      return instruction(opcode, requireNumber(functions, first));
    case op.callIndirect:
      return instruction(opcode, requireNumber(types, first), ...rest);
    case op.globalGet:
    case op.globalSet:
      if (first !== STACK_POINTER) throw new Error(`the C libraries use global ${first}`);
      return instruction(opcode, stackPointer);
    default:
      return each;
  }
}

function requireNumber(numbers: readonly number[], index: number): number {
  const found = numbers[index];
  if (found === undefined) throw new Error(`the module of the C libraries has no item ${index}`);
  return found;
}
