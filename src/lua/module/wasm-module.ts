import type { LibraryPart } from "../c-libraries/library-parts.ts";
import type { Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";

/** Value types by their numbers in the binary format. */
export const valueType = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c } as const;

export interface FunctionType {
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

export interface FunctionImport {
  readonly module: string;
  readonly name: string;
  readonly type: number;
}

export interface WasmFunction {
  readonly type: number;
  /** Groups of local variables of one type, after the parameters. */
  readonly locals: readonly { readonly count: number; readonly type: number }[];
  /** The body without its last `end`. */
  readonly body: readonly Instruction[];
  /** The name in C of a function of the C libraries; undefined for all others. */
  readonly library?: string;
  /** The part of the C libraries that it belongs to; undefined for what several of them may call. */
  readonly part?: LibraryPart | undefined;
}

export interface Limits {
  readonly minimum: number;
  readonly maximum: number | undefined;
}

export interface Global {
  readonly type: number;
  readonly mutable: boolean;
  readonly initial: readonly Instruction[];
}

export const exportKind = { function: 0, table: 1, memory: 2, global: 3 } as const;

export interface Export {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

/** An active segment: functions put into table 0 from `offset` on. */
export interface ElementSegment {
  readonly offset: number;
  readonly functions: readonly number[];
}

/** An active segment: bytes put into memory 0 from `offset` on. */
export interface DataSegment {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The parts of a module made by emscripten. Function indexes count the imports first, as in the binary format. */
export interface WasmModule {
  readonly types: readonly FunctionType[];
  readonly imports: readonly FunctionImport[];
  readonly functions: readonly WasmFunction[];
  readonly table: Limits;
  readonly memory: Limits;
  readonly globals: readonly Global[];
  readonly exports: readonly Export[];
  readonly elements: readonly ElementSegment[];
  readonly data: readonly DataSegment[];
  /** Set if memory, table and globals are not the module's own but imports; the globals have these names. */
  readonly shared?: { readonly module: string; readonly globals: readonly string[] };
}

/** The type of a function by its index. */
export function requireFunctionType(module: WasmModule, index: number): FunctionType {
  const type = index < module.imports.length ? module.imports[index]?.type : findFunction(module, index)?.type;
  const found = type === undefined ? undefined : module.types[type];
  if (found === undefined) throw new Error(`the module has no function ${index}`);
  return found;
}

/** The defined function at an index, undefined for an import. */
export function findFunction(module: WasmModule, index: number): WasmFunction | undefined {
  return module.functions[index - module.imports.length];
}

/** The defined function at an index. */
export function requireFunction(module: WasmModule, index: number): WasmFunction {
  const found = findFunction(module, index);
  if (found === undefined) throw new Error(`the module does not define function ${index}`);
  return found;
}

/** Replaces the function at an index. */
export function replaceFunction(
  module: WasmModule,
  index: number,
  change: (found: WasmFunction) => WasmFunction,
): WasmModule {
  const changed = change(requireFunction(module, index));
  const at = index - module.imports.length;
  return { ...module, functions: module.functions.map((each, place) => (place === at ? changed : each)) };
}

/** The index of a function type of the module. */
export function requireType(module: WasmModule, wanted: FunctionType): number {
  const index = module.types.findIndex((type) => typeName(type) === typeName(wanted));
  if (index < 0) throw new Error(`the module has no function type ${typeName(wanted)}`);
  return index;
}

function typeName({ parameters, results }: FunctionType): string {
  return `(${parameters.join()}) -> (${results.join()})`;
}

/** The index of a function type in a list, at whose end it is added if it is missing. */
export function requireOrAddType(types: FunctionType[], wanted: FunctionType): number {
  const index = types.findIndex((type) => typeName(type) === typeName(wanted));
  return index < 0 ? types.push(wanted) - 1 : index;
}

/** Adds a function, exported under a name. */
export function exportFunction(module: WasmModule, name: string, added: WasmFunction): WasmModule {
  const index = module.imports.length + module.functions.length;
  return {
    ...module,
    functions: [...module.functions, added],
    exports: [...module.exports, { name, kind: exportKind.function, index }],
  };
}

/** The index of an exported function. */
export function requireExport(module: WasmModule, name: string): number {
  const found = module.exports.find((each) => each.kind === exportKind.function && each.name === name);
  if (found === undefined) throw new Error(`the module does not export ${name}`);
  return found.index;
}

/** The index of the first function of the C library; Lua's functions come before it. */
export function firstLibraryFunction(module: WasmModule): number {
  return requireExport(module, "__errno_location");
}

/** The index of an imported function. */
export function requireImport(module: WasmModule, name: string): number {
  const index = module.imports.findIndex((each) => each.name === name);
  if (index < 0) throw new Error(`the module does not import ${name}`);
  return index;
}

/** The global that stackSave() returns. */
export function stackPointerGlobal(module: WasmModule): number {
  const [read] = requireFunction(module, requireExport(module, "stackSave")).body;
  const index = read?.operands[0];
  if (read?.opcode !== op.globalGet || index === undefined) throw new Error("stackSave does not return a global");
  return index;
}
