import { instruction, opensBlock, type Instruction } from "./instructions.ts";
import { emptyBlock, op } from "./opcodes.ts";
import { valueType } from "./wasm-module.ts";

export interface UnwindingCheck {
  /** Pushes an i32 that is not 0 while the stack is being unwound. */
  readonly test: readonly Instruction[];
  /** The function's result type, undefined if it has none. */
  readonly result: number | undefined;
  /** Whether a call may return while the stack is being unwound. */
  readonly mayUnwind: (call: Instruction) => boolean;
}

/**
 * Makes a function return at once if a call returns during unwinding. The body becomes a block, and a br_if after such
 * a call leaves it. The function then returns a zero that nobody reads, because every caller checks the same flag
 * first.
 */
export function addUnwinding(body: readonly Instruction[], check: UnwindingCheck): readonly Instruction[] {
  if (!body.some(check.mayUnwind)) return body;
  const rewritten: Instruction[] = [];
  let depth = 0;
  body.forEach((each, index) => {
    if (opensBlock(each)) depth += 1;
    if (each.opcode === op.end) depth -= 1;
    rewritten.push(deepenBranch(each, depth));
    if (check.mayUnwind(each)) rewritten.push(...leaveAfter(body[index + 1], depth, check));
  });
  const leavesEnd = body.at(-1)?.opcode !== op.unreachable;
  return [
    instruction(op.block, emptyBlock),
    ...rewritten,
    ...(leavesEnd ? [instruction(op.return)] : []),
    instruction(op.end),
    ...zero(check.result),
  ];
}

/**
 * The instructions after a call. If the compiler assumed that the call never returns, it always returns while
 * unwinding.
 */
function leaveAfter(next: Instruction | undefined, depth: number, check: UnwindingCheck): Instruction[] {
  if (next?.opcode === op.unreachable) return [instruction(op.br, depth)];
  const isLast = next === undefined || next.opcode === op.return;
  if (isLast) return [];
  return [...check.test, instruction(op.brIf, depth)];
}

/** A branch to the function's own label must leave one more block. */
function deepenBranch(each: Instruction, depth: number): Instruction {
  const { opcode, operands } = each;
  if (opcode !== op.br && opcode !== op.brIf && opcode !== op.brTable) return each;
  return instruction(opcode, ...operands.map((label) => (label === depth ? label + 1 : label)));
}

function zero(type: number | undefined): Instruction[] {
  switch (type) {
    case undefined:
      return [];
    case valueType.i32:
      return [instruction(op.i32Const, 0)];
    case valueType.i64:
      return [{ opcode: op.i64Const, operands: [], literal: Uint8Array.of(0) }];
    case valueType.f32:
      return [{ opcode: op.f32Const, operands: [], literal: new Uint8Array(4) }];
    case valueType.f64:
      return [{ opcode: op.f64Const, operands: [], literal: new Uint8Array(8) }];
    default:
      throw new Error(`no zero of value type 0x${type.toString(16)}`);
  }
}
