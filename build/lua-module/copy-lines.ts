import { instruction, type Instruction } from "./instructions.ts";
import { emptyBlock, op } from "./opcodes.ts";
import { valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

/** liolib's read_line in the module that wasmoon ships, and its locals: FILE *f, how many bytes it has, and where they go. */
const readLine = 357;
const file = instruction(op.localGet, 1);
const count = { get: instruction(op.localGet, 4), set: instruction(op.localSet, 4) };
const buffer = instruction(op.localGet, 7);
/** What luaL_prepbuffer gives room for; the last byte is left to the code that was there. */
const room = 512 - 1;

/** Where musl's FILE says what is read next and where that ends. */
const filePosition = 4;
const fileEnd = 8;

const i32Load8Unsigned = 0x2d;
const i32Store8 = 0x3a;
const i32GreaterOrEqualUnsigned = 0x4f;
const i32LessUnsigned = 0x49;
const newline = 10;

/**
 * Copies a line straight out of the file's buffer, where read_line calls getc for each byte: the loop that was there then
 * finds the newline, an empty buffer or a full line at once. Throws if read_line is not as it is known to be.
 */
export function copyLines(module: WasmModule): WasmModule {
  const place = readLine - module.imports.length;
  return {
    ...module,
    functions: module.functions.map((each, index) => (index === place ? copyFirst(module, each) : each)),
  };
}

function copyFirst(module: WasmModule, { type, locals, body }: WasmFunction): WasmFunction {
  const position = (module.types[type]?.parameters.length ?? 0) + locals.reduce((sum, each) => sum + each.count, 0);
  const loops = body.flatMap(({ opcode }, index) => (opcode === op.loop ? [index] : []));
  const inner = loops[1] ?? 0;
  const before = body[inner - 1];
  if (loops.length !== 2 || before?.opcode !== op.localSet || before.operands[0] !== buffer.operands[0]) {
    throw new Error("read_line does not have the loops that it is known to have");
  }
  return {
    type,
    locals: [...locals, { count: 2, type: valueType.i32 }],
    body: [...body.slice(0, inner), ...copyWhatIsThere(position, position + 1), ...body.slice(inner)],
  };
}

/** Up to the newline, the end of the file's buffer, or the end of the room. */
function copyWhatIsThere(position: number, end: number): Instruction[] {
  const constant = (value: number): Instruction => instruction(op.i32Const, value);
  const next = instruction(op.localGet, position);
  const last = instruction(op.localGet, end);
  const limit = [next, constant(room), instruction(op.i32Add)];
  return [
    ...[file, instruction(op.i32Load, 2, filePosition), instruction(op.localSet, position)],
    ...[file, instruction(op.i32Load, 2, fileEnd), instruction(op.localSet, end)],
    ...[last, ...limit, last, ...limit, instruction(i32LessUnsigned), instruction(op.select)],
    instruction(op.localSet, end),
    ...[instruction(op.block, emptyBlock), instruction(op.loop, emptyBlock)],
    ...[next, last, instruction(i32GreaterOrEqualUnsigned), instruction(op.brIf, 1)],
    ...[next, instruction(i32Load8Unsigned, 0, 0), constant(newline), instruction(op.i32Eq), instruction(op.brIf, 1)],
    ...[buffer, count.get, instruction(op.i32Add), next, instruction(i32Load8Unsigned, 0, 0)],
    instruction(i32Store8, 0, 0),
    ...[next, constant(1), instruction(op.i32Add), instruction(op.localSet, position)],
    ...[count.get, constant(1), instruction(op.i32Add), count.set],
    ...[instruction(op.br, 0), instruction(op.end), instruction(op.end)],
    ...[file, next, instruction(op.i32Store, 2, filePosition)],
  ];
}
