import { ByteReader } from "./byte-reader.ts";
import { type Instruction, readExpression } from "./instructions.ts";
import { op } from "./opcodes.ts";
import {
  exportKind,
  type DataSegment,
  type ElementSegment,
  type Export,
  type FunctionImport,
  type FunctionType,
  type Global,
  type Limits,
  type WasmModule,
} from "./wasm-module.ts";

/** Section numbers of the binary format. */
const section = {
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
};

/** What a module imports: a function, its table or its memory. */
type Import =
  | { readonly kind: "function"; readonly function: FunctionImport }
  | { readonly kind: "table" | "memory"; readonly limits: Limits };

/**
 * Reads a module as emscripten and wasm-ld write it: one table and one memory, own or imported; no other imports than
 * functions; active segments. Custom sections are dropped. Throws for anything else, so that nothing is lost silently.
 */
export function parseModule(bytes: Uint8Array): WasmModule {
  const sections = readSections(bytes);
  if (sections.has(section.start)) throw new Error("a start section is not expected");
  const read = <T>(id: number, item: (reader: ByteReader) => T): T[] => {
    const reader = sections.get(id);
    return reader === undefined ? [] : reader.list(() => item(reader));
  };
  const imports = read(section.import, readImport);
  const limits = (kind: "table" | "memory"): Limits[] =>
    imports.flatMap((each) => (each.kind === kind ? [each.limits] : []));
  const functionTypes = read(section.function, (reader) => reader.u32());
  const code = read(section.code, readCode);
  return {
    types: read(section.type, readType),
    imports: imports.flatMap((each) => (each.kind === "function" ? [each.function] : [])),
    functions: functionTypes.map((type, index) => ({ type, ...requireItem(code, index) })),
    table: requireItem([...limits("table"), ...read(section.table, readTable)], 0),
    memory: requireItem([...limits("memory"), ...read(section.memory, readLimits)], 0),
    globals: read(section.global, readGlobal),
    exports: read(section.export, readExport),
    elements: read(section.element, readElement),
    data: read(section.data, readData),
  };
}

function readSections(bytes: Uint8Array): Map<number, ByteReader> {
  const reader = new ByteReader(bytes);
  if ([...reader.take(8)].join() !== "0,97,115,109,1,0,0,0") throw new Error("not a WebAssembly module of version 1");
  const sections = new Map<number, ByteReader>();
  while (!reader.atEnd) {
    const id = reader.byte();
    sections.set(id, new ByteReader(reader.take(reader.u32())));
  }
  return sections;
}

function readType(reader: ByteReader): FunctionType {
  requireByte(reader, 0x60);
  const values = () => reader.list(() => reader.byte());
  return { parameters: values(), results: values() };
}

function readImport(reader: ByteReader): Import {
  const module = reader.name();
  const name = reader.name();
  const kind = reader.byte();
  switch (kind) {
    case exportKind.function:
      return { kind: "function", function: { module, name, type: reader.u32() } };
    case exportKind.table:
      return { kind: "table", limits: readTable(reader) };
    case exportKind.memory:
      return { kind: "memory", limits: readLimits(reader) };
    default:
      throw new Error(`an import of kind ${kind} is not expected`);
  }
}

function readTable(reader: ByteReader): Limits {
  requireByte(reader, 0x70);
  return readLimits(reader);
}

function readLimits(reader: ByteReader): Limits {
  const hasMaximum = reader.byte();
  if (hasMaximum > 1) throw new Error("shared or 64-bit limits are not expected");
  return { minimum: reader.u32(), maximum: hasMaximum === 1 ? reader.u32() : undefined };
}

function readGlobal(reader: ByteReader): Global {
  return { type: reader.byte(), mutable: reader.byte() === 1, initial: readExpression(reader) };
}

function readExport(reader: ByteReader): Export {
  return { name: reader.name(), kind: reader.byte(), index: reader.u32() };
}

function readElement(reader: ByteReader): ElementSegment {
  requireByte(reader, 0);
  return { offset: constantOffset(readExpression(reader)), functions: reader.list(() => reader.u32()) };
}

function readData(reader: ByteReader): DataSegment {
  requireByte(reader, 0);
  return { offset: constantOffset(readExpression(reader)), bytes: reader.take(reader.u32()) };
}

function readCode(reader: ByteReader): { locals: { count: number; type: number }[]; body: Instruction[] } {
  const code = new ByteReader(reader.take(reader.u32()));
  const locals = code.list(() => ({ count: code.u32(), type: code.byte() }));
  const body = readExpression(code);
  if (!code.atEnd) throw new Error("there are bytes after the end of a function");
  return { locals, body };
}

function constantOffset(expression: readonly Instruction[]): number {
  const [first, ...rest] = expression;
  const offset = first?.operands[0];
  if (first?.opcode !== op.i32Const || offset === undefined || rest.length > 0) {
    throw new Error("a segment's offset is not a constant");
  }
  return offset;
}

function requireByte(reader: ByteReader, expected: number): void {
  const found = reader.byte();
  if (found !== expected) throw new Error(`expected byte ${expected}, found ${found}`);
}

function requireItem<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error("a section of the module, or an item in a section, is missing");
  return item;
}
