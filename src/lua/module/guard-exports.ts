import { instruction } from "./instructions.ts";
import { emptyBlock, op } from "./opcodes.ts";
import { exportKind, requireFunctionType, type Export, type WasmFunction, type WasmModule } from "./wasm-module.ts";

/** What a guard uses: the global that is not 0 during unwinding, and the imported function that leaves the caller. */
export interface Boundary {
  readonly unwinding: number;
  readonly leave: number;
}

/**
 * Puts a guard around each exported function that may return while unwinding. The guard then calls `leave`, in which
 * the host throws an exception, so that the host's code after the call does not run.
 */
export function guardExports(module: WasmModule, mayUnwind: ReadonlySet<number>, boundary: Boundary): WasmModule {
  const guards: WasmFunction[] = [];
  const total = module.imports.length + module.functions.length;
  const exports = module.exports.map((each): Export => {
    if (each.kind !== exportKind.function || !mayUnwind.has(each.index)) return each;
    guards.push(makeGuard(module, each.index, boundary));
    return { ...each, index: total + guards.length - 1 };
  });
  return { ...module, exports, functions: [...module.functions, ...guards] };
}

function makeGuard(module: WasmModule, index: number, { unwinding, leave }: Boundary): WasmFunction {
  const parameters = requireFunctionType(module, index).parameters;
  const body = [
    ...parameters.map((_, parameter) => instruction(op.localGet, parameter)),
    instruction(op.call, index),
    instruction(op.globalGet, unwinding),
    instruction(op.if, emptyBlock),
    instruction(op.call, leave),
    instruction(op.unreachable),
    instruction(op.end),
  ];
  const type = module.functions[index - module.imports.length]?.type ?? module.imports[index]?.type ?? 0;
  return { type, locals: [], body };
}
