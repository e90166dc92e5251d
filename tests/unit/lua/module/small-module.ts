import { encodeModule } from "../../../../src/lua/module/encode-module.ts";
import { instruction, type Instruction } from "../../../../src/lua/module/instructions.ts";
import { op } from "../../../../src/lua/module/opcodes.ts";
import { exportKind, valueType, type FunctionType, type WasmModule } from "../../../../src/lua/module/wasm-module.ts";

const { i32, i64, f64 } = valueType;

/** A function of a hand-made module; its index in the list is its index in the module, and `f<index>` its export. */
export interface SmallFunction {
  readonly type: FunctionType;
  readonly body: readonly Instruction[];
  readonly inTable?: boolean;
}

export const types = {
  nothing: { parameters: [], results: [] },
  i32: { parameters: [i32], results: [i32] },
  i64: { parameters: [i32], results: [i64] },
  f64: { parameters: [i32], results: [f64] },
} as const satisfies Record<string, FunctionType>;

/** A module without imports, with one mutable i32 global and a page of memory. */
export function makeSmallModule(functions: readonly SmallFunction[]): WasmModule {
  const kinds: readonly FunctionType[] = Object.values(types);
  const inTable = functions.flatMap((each, index) => (each.inTable ? [index] : []));
  return {
    types: kinds,
    imports: [],
    functions: functions.map(({ type, body }) => ({ type: kinds.indexOf(type), locals: [], body })),
    table: { minimum: inTable.length, maximum: undefined },
    memory: { minimum: 1, maximum: 1 },
    globals: [{ type: i32, mutable: true, initial: [instruction(op.i32Const, 0)] }],
    exports: [
      ...functions.map((_, index) => ({ name: `f${index}`, kind: exportKind.function, index })),
      { name: "flag", kind: exportKind.global, index: 0 },
      { name: "memory", kind: exportKind.memory, index: 0 },
    ],
    elements: inTable.length > 0 ? [{ offset: 0, functions: inTable }] : [],
    data: [],
  };
}

/** Runs a module; JavaScriptCore validates it on the way. */
export function instantiate(module: WasmModule): {
  call: (index: number, argument?: number) => unknown;
  flag: WebAssembly.Global;
} {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(encodeModule(module)));
  const call = (index: number, argument?: number): unknown => {
    const found = exports[`f${index}`];
    return typeof found === "function" ? found(argument) : undefined;
  };
  if (!(exports["flag"] instanceof WebAssembly.Global)) throw new Error("the flag is not exported");
  return { call, flag: exports["flag"] };
}
