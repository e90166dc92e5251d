import { addInterrupts } from "./add-interrupts.ts";
import { guardExports } from "./guard-exports.ts";
import { instruction } from "./instructions.ts";
import { indirectThrows, protectedFunctionType } from "./indirect-throws.ts";
import { findUnwindingCalls, type UnwindingCalls } from "./may-unwind.ts";
import { op } from "./opcodes.ts";
import { makeProtectedCall, makeThrow, type JumpEnvironment } from "./protected-call.ts";
import { removeUnused } from "./remove-unused.ts";
import { addUnwinding } from "./unwinding.ts";
import {
  exportFunction,
  requireFunctionType,
  requireImport,
  requireType,
  stackPointerGlobal,
  valueType,
  type WasmFunction,
  type WasmModule,
} from "./wasm-module.ts";

/** The imports that emscripten uses to pass longjmp through JavaScript. */
const jumpImports = { call: "invoke_vii", throw: "_emscripten_throw_longjmp" } as const;
const jumpExport = "setThrew";

/**
 * Turns wasmoon's module into luff's: errors and yields unwind by plain returns, setjmp is not used any more, and the
 * host can stop Lua. These are all changes for the host:
 * - An export that returns while unwinding calls the import _emscripten_throw_longjmp(), which throws.
 * - The export luff_unwinding() returns whether a function of the table returned while unwinding (not 0).
 * - Many places call the import luff_interrupt(L) while the 32 bits at luff_interrupt_word() are not 0. It must clear
 *   them, and raise an error in L or throw, because the state is not the same after the call.
 * - invoke_vii and setThrew no longer exist.
 *
 * `callingState` is the global that mergeLibraries uses.
 */
export function transformLua(module: WasmModule, callingState: number): WasmModule {
  const environment: JumpEnvironment = {
    stackPointer: stackPointerGlobal(module),
    unwinding: module.globals.length,
    callingState,
    protectedType: protectedFunctionType(module),
  };
  const protectedCall = findCaller(module, jumpImports.call);
  const thrower = findCaller(module, jumpImports.throw);
  const replaced = replaceJumps(module, environment, { protectedCall, thrower });
  const interrupt = requireImport(module, jumpImports.call);
  const interruptible = addInterrupts(takeOver(replaced, interrupt), { interrupt, callingState });
  const calls = findUnwindingCalls(interruptible, [thrower, interrupt], indirectThrows(module));
  const unwinding = unwindEverywhere(interruptible, calls, { except: protectedCall, flag: environment.unwinding });
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

/** Replaces an import that is no longer used by the one that Lua calls to stop. */
function takeOver(module: WasmModule, index: number): WasmModule {
  const type = requireType(module, { parameters: [valueType.i32], results: [] });
  return {
    ...module,
    imports: module.imports.map((each, at) => (at === index ? { module: "env", name: "luff_interrupt", type } : each)),
    exports: module.exports.filter(({ name }) => name !== jumpExport),
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

/** A function without parameters that returns a global. */
function readGlobal(module: WasmModule, index: number): WasmFunction {
  const type = requireType(module, { parameters: [], results: [valueType.i32] });
  return { type, locals: [], body: [instruction(op.globalGet, index)] };
}

function findCaller(module: WasmModule, importName: string): number {
  const imported = requireImport(module, importName);
  const caller = module.functions.findIndex(({ body }) =>
    body.some(({ opcode, operands }) => opcode === op.call && operands[0] === imported),
  );
  if (caller < 0) throw new Error(`nothing calls the import ${importName}`);
  return module.imports.length + caller;
}
