import { instruction } from "./instructions.ts";
import { jumpImports, mayThrowIndirectly, protectedFunctionType, stackPointerGlobal } from "./lua-facts.ts";
import { findUnwindingCalls } from "./may-unwind.ts";
import { op } from "./opcodes.ts";
import { makeProtectedCall, makeThrow, type JumpEnvironment } from "./protected-call.ts";
import { removeUnused } from "./remove-unused.ts";
import { addUnwinding } from "./unwinding.ts";
import { exportKind, requireFunctionType, valueType, type WasmModule } from "./wasm-module.ts";

/** Turns wasmoon's module into luff's: errors and yields unwind by plain returns, nothing of setjmp is left. */
export function transformLua(module: WasmModule): WasmModule {
  const environment: JumpEnvironment = {
    stackPointer: stackPointerGlobal,
    unwinding: module.globals.length,
    protectedType: protectedFunctionType,
  };
  const protectedCall = findCaller(module, jumpImports.call);
  const thrower = findCaller(module, jumpImports.throw);
  const replaced: WasmModule = {
    ...module,
    globals: [...module.globals, { type: valueType.i32, mutable: true, initial: [instruction(op.i32Const, 0)] }],
    functions: module.functions.map((each, index) => {
      if (module.imports.length + index === protectedCall) return makeProtectedCall(each.type, environment);
      if (module.imports.length + index === thrower) return makeThrow(each.type, environment);
      return each;
    }),
  };
  return removeUnused(exportUnwinding(unwindEverywhere(replaced, [thrower], protectedCall), environment.unwinding));
}

function unwindEverywhere(module: WasmModule, throwers: readonly number[], except: number): WasmModule {
  const calls = findUnwindingCalls(module, throwers, mayThrowIndirectly);
  const test = [instruction(op.globalGet, module.globals.length - 1)];
  return {
    ...module,
    functions: module.functions.map((each, defined) => {
      const index = module.imports.length + defined;
      if (index === except) return each;
      const result = requireFunctionType(module, index).results[0];
      return { ...each, body: addUnwinding(each.body, { test, result, mayUnwind: (call) => calls.mayUnwind(index, call) }) };
    }),
  };
}

function exportUnwinding(module: WasmModule, unwinding: number): WasmModule {
  return { ...module, exports: [...module.exports, { name: "luff_unwinding", kind: exportKind.global, index: unwinding }] };
}

function findCaller(module: WasmModule, importName: string): number {
  const imported = module.imports.findIndex(({ name }) => name === importName);
  const caller = module.functions.findIndex(({ body }) => body.some(({ opcode, operands }) => opcode === op.call && operands[0] === imported));
  if (imported < 0 || caller < 0) throw new Error(`nothing calls the import ${importName}`);
  return module.imports.length + caller;
}
