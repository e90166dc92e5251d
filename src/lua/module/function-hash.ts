import { createHash } from "node:crypto";
import type { Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { requireFunction, requireFunctionType, type FunctionType, type WasmModule } from "./wasm-module.ts";

/**
 * A digest of a function that does not change if only its surroundings move. Called functions and types count by their
 * signatures; numbers that could be addresses of static data do not count.
 */
export function functionHash(module: WasmModule, index: number): string {
  const { locals, body } = requireFunction(module, index);
  const isAddress = addressTest(module);
  const lines = [
    signature(requireFunctionType(module, index)),
    ...locals.map(({ count, type }) => `${count} ${type}`),
    ...body.map((each) => normalise(module, each, isAddress)),
  ];
  return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 16);
}

function normalise(module: WasmModule, each: Instruction, isAddress: (value: number) => boolean): string {
  const { opcode, operands, literal } = each;
  const [first = 0] = operands;
  if (opcode === op.call) return `call ${signature(requireFunctionType(module, first))}`;
  const type = opcode === op.callIndirect || isBlockOfType(each) ? module.types[first] : undefined;
  if (type !== undefined) return `${opcode} ${signature(type)}`;
  return [opcode, ...operands.map((operand) => (isAddress(operand) ? "address" : operand)), ...(literal ?? [])].join(
    " ",
  );
}

function isBlockOfType({ opcode, operands }: Instruction): boolean {
  return (opcode === op.block || opcode === op.loop || opcode === op.if) && (operands[0] ?? -1) >= 0;
}

function signature({ parameters, results }: FunctionType): string {
  return `(${parameters.join()}) -> (${results.join()})`;
}

/**
 * Whether a value could be an address of static data. They begin with the first segment and end at C's stack, which the
 * first global's value points to.
 */
function addressTest(module: WasmModule): (value: number) => boolean {
  const start = Math.min(...module.data.map(({ offset }) => offset));
  const end = module.globals[0]?.initial[0]?.operands[0] ?? 0;
  return (value) => value >= start && value < end;
}
