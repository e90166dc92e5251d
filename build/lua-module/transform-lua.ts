import { guardExports } from "./guard-exports.ts";
import { instruction } from "./instructions.ts";
import { jumpImports, mayThrowIndirectly, protectedFunctionType, stackPointerGlobal } from "./lua-facts.ts";
import { findUnwindingCalls, type UnwindingCalls } from "./may-unwind.ts";
import { op } from "./opcodes.ts";
import { makeProtectedCall, makeThrow, type JumpEnvironment } from "./protected-call.ts";
import { removeUnused } from "./remove-unused.ts";
import { addUnwinding } from "./unwinding.ts";
import {
  exportFunction,
  requireFunctionType,
  requireType,
  valueType,
  type WasmFunction,
  type WasmModule,
} from "./wasm-module.ts";

/**
 * Turns wasmoon's module into luff's: errors and yields unwind by plain returns, nothing of setjmp is left.
 * Exports that come back unwinding call the import _emscripten_throw_longjmp; luff_unwinding() tells it of table functions.
 */
export function transformLua(module: WasmModule): WasmModule {
  const environment: JumpEnvironment = {
    stackPointer: stackPointerGlobal,
    unwinding: module.globals.length,
    protectedType: protectedFunctionType,
  };
  const protectedCall = findCaller(module, jumpImports.call);
  const thrower = findCaller(module, jumpImports.throw);
  const replaced = replaceJumps(module, environment, { protectedCall, thrower });
  const calls = findUnwindingCalls(replaced, [thrower], mayThrowIndirectly);
  const unwinding = unwindEverywhere(replaced, calls, { except: protectedCall, flag: environment.unwinding });
  const leave = requireImport(module, jumpImports.throw);
  const guarded = guardExports(unwinding, calls.functions, { unwinding: environment.unwinding, leave });
  return removeUnused(exportFunction(guarded, "luff_unwinding", readGlobal(guarded, environment.unwinding)));
}

function replaceJumps(
  module: WasmModule,
  environment: JumpEnvironment,
  { protectedCall, thrower }: { readonly protectedCall: number; readonly thrower: number },
): WasmModule {
  return {
    ...module,
    globals: [...module.globals, { type: valueType.i32, mutable: true, initial: [instruction(op.i32Const, 0)] }],
    functions: module.functions.map((each, index) => {
      if (module.imports.length + index === protectedCall) return makeProtectedCall(each.type, environment);
      if (module.imports.length + index === thrower) return makeThrow(each.type, environment);
      return each;
    }),
  };
}

function unwindEverywhere(
  module: WasmModule,
  calls: UnwindingCalls,
  { except, flag }: { readonly except: number; readonly flag: number },
): WasmModule {
  const test = [instruction(op.globalGet, flag)];
  return {
    ...module,
    functions: module.functions.map((each, defined) => {
      const index = module.imports.length + defined;
      if (index === except) return each;
      const result = requireFunctionType(module, index).results[0];
      const body = addUnwinding(each.body, { test, result, mayUnwind: (call) => calls.mayUnwind(index, call) });
      return { ...each, body };
    }),
  };
}

/** A function without parameters that answers a global. */
function readGlobal(module: WasmModule, index: number): WasmFunction {
  const type = requireType(module, { parameters: [], results: [valueType.i32] });
  return { type, locals: [], body: [instruction(op.globalGet, index)] };
}

function requireImport(module: WasmModule, name: string): number {
  const index = module.imports.findIndex((each) => each.name === name);
  if (index < 0) throw new Error(`the module does not import ${name}`);
  return index;
}

function findCaller(module: WasmModule, importName: string): number {
  const imported = requireImport(module, importName);
  const caller = module.functions.findIndex(({ body }) =>
    body.some(({ opcode, operands }) => opcode === op.call && operands[0] === imported),
  );
  if (caller < 0) throw new Error(`nothing calls the import ${importName}`);
  return module.imports.length + caller;
}
