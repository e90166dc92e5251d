import { instruction, type Instruction } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { valueType, type WasmFunction, type WasmModule } from "./wasm-module.ts";

/** Functions of the module that wasmoon ships, and where musl's FILE says what is read next and where that ends. */
const getc = 610;
const readLine = 357;
const filePosition = 4;
const fileEnd = 8;

const i32Load8Unsigned = 0x2d;
const resultI32 = valueType.i32 - 0x80;

/**
 * Takes the bytes of a line straight from the file's buffer, where liolib's read_line calls getc for each: twice as fast.
 * Streams carry no lock that matters, since there is one thread. Throws if read_line is not as it is known to be.
 */
export function inlineGetc(module: WasmModule): WasmModule {
  const place = readLine - module.imports.length;
  return {
    ...module,
    functions: module.functions.map((each, index) => (index === place ? inline(module, each) : each)),
  };
}

function inline(module: WasmModule, { type, locals, body }: WasmFunction): WasmFunction {
  const position = (module.types[type]?.parameters.length ?? 0) + locals.reduce((sum, { count }) => sum + count, 0);
  const at = body.findIndex(({ opcode, operands }) => opcode === op.call && operands[0] === getc);
  const file = body[at - 1];
  if (file?.opcode !== op.localGet) throw new Error("read_line does not call getc for a local");
  const call = body[at] ?? file;
  const inlined = takeOrCall(file, position, call);
  return {
    type,
    locals: [...locals, { count: 1, type: valueType.i32 }],
    body: [...body.slice(0, at - 1), ...inlined, ...body.slice(at + 1)],
  };
}

function takeOrCall(file: Instruction, position: number, call: Instruction): Instruction[] {
  return [
    file,
    instruction(op.i32Load, 2, filePosition),
    instruction(op.localTee, position),
    ...[file, instruction(op.i32Load, 2, fileEnd), instruction(op.i32Eq)],
    instruction(op.if, resultI32),
    ...[file, call],
    instruction(op.else),
    ...[file, instruction(op.localGet, position), instruction(op.i32Const, 1), instruction(op.i32Add)],
    instruction(op.i32Store, 2, filePosition),
    ...[instruction(op.localGet, position), instruction(i32Load8Unsigned, 0, 0)],
    instruction(op.end),
  ];
}
