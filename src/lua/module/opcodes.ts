/** The opcodes that the rewriting uses. Those after the prefix byte 0xFC have it in their high byte. */
export const op = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Load: 0x28,
  i32Store: 0x36,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eqz: 0x45,
  i32Eq: 0x46,
  i32Ne: 0x47,
  i32GreaterUnsigned: 0x4b,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Or: 0x72,
} as const;

/** The block type for no result. */
export const emptyBlock = -64;

/** How the operands after an opcode are encoded. */
export type OperandShape =
  | "none"
  | "block-type"
  | "one-index"
  | "two-indexes"
  | "labels"
  | "signed"
  | "leb"
  | "4-bytes"
  | "8-bytes";

const namedShapes: Readonly<Record<number, OperandShape>> = {
  [op.block]: "block-type",
  [op.loop]: "block-type",
  [op.if]: "block-type",
  [op.br]: "one-index",
  [op.brIf]: "one-index",
  [op.brTable]: "labels",
  [op.call]: "one-index",
  [op.callIndirect]: "two-indexes",
  [op.localGet]: "one-index",
  [op.localSet]: "one-index",
  [op.localTee]: "one-index",
  [op.globalGet]: "one-index",
  [op.globalSet]: "one-index",
  0x3f: "one-index", // memory.size
  0x40: "one-index", // memory.grow
  [op.i32Const]: "signed",
  [op.i64Const]: "leb",
  [op.f32Const]: "4-bytes",
  [op.f64Const]: "8-bytes",
  0xfc0a: "two-indexes", // memory.copy
  0xfc0b: "one-index", // memory.fill
};

const plainRanges: readonly (readonly [first: number, last: number])[] = [
  [op.unreachable, op.nop],
  [op.else, op.else],
  [op.end, op.end],
  [op.return, op.return],
  [op.drop, op.select],
  [op.i32Eqz, 0xc4],
  [0xfc00, 0xfc07],
];

/** The shape of an opcode's operands. Throws for an opcode outside WebAssembly 1.0, sign extension and bulk memory. */
export function requireOperandShape(opcode: number): OperandShape {
  const named = namedShapes[opcode];
  if (named !== undefined) return named;
  if (opcode >= op.i32Load && opcode <= 0x3e) return "two-indexes";
  if (plainRanges.some(([first, last]) => opcode >= first && opcode <= last)) return "none";
  throw new Error(`unknown opcode 0x${opcode.toString(16)}`);
}
