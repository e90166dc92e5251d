import type { Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import type { WasmModule } from "./wasm-module.ts";

/** Whether a call_indirect in a function, for a type, may reach a throw. */
export type IndirectRule = (caller: number, type: number) => boolean;

export interface UnwindingCalls {
  /** Whether a call or call_indirect instruction of a function may return while the stack is being unwound. */
  mayUnwind(caller: number, call: Instruction): boolean;
  /** The functions that may return that way, imports included. */
  readonly functions: ReadonlySet<number>;
}

/** Finds in the call graph which calls may reach one of the `throwers`, directly or through the table. */
export function findUnwindingCalls(
  module: WasmModule,
  throwers: readonly number[],
  indirect: IndirectRule,
): UnwindingCalls {
  const functions = new Set(throwers);
  const pending = [...throwers];
  const callers = invertCalls(module);
  module.functions.forEach(({ body }, index) => {
    const caller = module.imports.length + index;
    if (
      !functions.has(caller) &&
      body.some((each) => each.opcode === op.callIndirect && indirect(caller, each.operands[0] ?? 0))
    ) {
      functions.add(caller);
      pending.push(caller);
    }
  });
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const caller of callers.get(next) ?? []) {
      if (functions.has(caller)) continue;
      functions.add(caller);
      pending.push(caller);
    }
  }
  const mayUnwind = (caller: number, { opcode, operands }: Instruction): boolean => {
    if (opcode === op.call) return functions.has(operands[0] ?? -1);
    return opcode === op.callIndirect && indirect(caller, operands[0] ?? 0);
  };
  return { mayUnwind, functions };
}

function invertCalls(module: WasmModule): Map<number, Set<number>> {
  const callers = new Map<number, Set<number>>();
  module.functions.forEach(({ body }, index) => {
    for (const { opcode, operands } of body) {
      if (opcode !== op.call) continue;
      const callee = operands[0] ?? -1;
      const known = callers.get(callee) ?? new Set();
      callers.set(callee, known.add(module.imports.length + index));
    }
  });
  return callers;
}
