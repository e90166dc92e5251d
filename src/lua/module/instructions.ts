import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { op, requireOperandShape } from "./opcodes.ts";

/**
 * One instruction. `operands` are its numbers in the order of the binary format: a block type, indexes, the labels of a
 * br_table with the default last, alignment and offset. Constants wider than 32 bits stay encoded, in `literal`.
 */
export interface Instruction {
  readonly opcode: number;
  readonly operands: readonly number[];
  readonly literal?: Uint8Array;
}

/** Makes an instruction from an opcode and its numbers. */
export function instruction(opcode: number, ...operands: readonly number[]): Instruction {
  return { opcode, operands };
}

/** Whether an instruction opens a block that an `end` closes. */
export function opensBlock({ opcode }: Instruction): boolean {
  return opcode === op.block || opcode === op.loop || opcode === op.if;
}

/** Reads instructions up to the `end` that closes the expression. It reads the `end` too, but does not return it. */
export function readExpression(reader: ByteReader): Instruction[] {
  const body: Instruction[] = [];
  for (let depth = 0; ;) {
    const next = readInstruction(reader);
    if (next.opcode === op.end && depth === 0) return body;
    if (opensBlock(next)) depth += 1;
    if (next.opcode === op.end) depth -= 1;
    body.push(next);
  }
}

/** Writes instructions and the `end` that closes them. */
export function writeExpression(writer: ByteWriter, body: readonly Instruction[]): void {
  for (const each of body) writeInstruction(writer, each);
  writer.byte(op.end);
}

function readInstruction(reader: ByteReader): Instruction {
  const first = reader.byte();
  const opcode = first === 0xfc ? 0xfc00 + reader.u32() : first;
  switch (requireOperandShape(opcode)) {
    case "none":
      return instruction(opcode);
    case "block-type":
    case "signed":
      return instruction(opcode, reader.s33());
    case "one-index":
      return instruction(opcode, reader.u32());
    case "two-indexes":
      return instruction(opcode, reader.u32(), reader.u32());
    case "labels":
      return instruction(opcode, ...reader.list(() => reader.u32()), reader.u32());
    case "leb":
      return { opcode, operands: [], literal: reader.leb() };
    case "4-bytes":
      return { opcode, operands: [], literal: reader.take(4) };
    case "8-bytes":
      return { opcode, operands: [], literal: reader.take(8) };
  }
}

function writeInstruction(writer: ByteWriter, { opcode, operands, literal }: Instruction): void {
  if (opcode >= 0xfc00) {
    writer.byte(0xfc);
    writer.u32(opcode - 0xfc00);
  } else writer.byte(opcode);
  if (literal !== undefined) return writer.append(literal);
  const shape = requireOperandShape(opcode);
  if (shape === "labels") writer.u32(operands.length - 1);
  for (const operand of operands) {
    if (shape === "block-type" || shape === "signed") writer.s33(operand);
    else writer.u32(operand);
  }
}
