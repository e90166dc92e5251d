import { ByteWriter } from "./byte-writer.ts";
import { instruction, writeExpression } from "./instructions.ts";
import { op } from "./opcodes.ts";
import { exportKind, type Global, type Limits, type WasmFunction, type WasmModule } from "./wasm-module.ts";

/** Encodes the module in the binary format. The same module always gives the same bytes. */
export function encodeModule(module: WasmModule): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  out.append([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  writeSection(out, 1, module.types, (to, type) => {
    to.byte(0x60);
    to.sized(Uint8Array.from(type.parameters));
    to.sized(Uint8Array.from(type.results));
  });
  writeSection(out, 2, importsOf(module), (to, each) => {
    to.name(each.module);
    to.name(each.name);
    to.byte(each.kind);
    each.write(to);
  });
  writeSection(out, 3, module.functions, (to, each) => to.u32(each.type));
  if (module.shared === undefined) {
    writeSection(out, 4, [module.table], writeTable);
    writeSection(out, 5, [module.memory], writeLimits);
    writeSection(out, 6, module.globals, (to, global) => {
      writeGlobalType(to, global);
      writeExpression(to, global.initial);
    });
  }
  writeSection(out, 7, module.exports, (to, each) => {
    to.name(each.name);
    to.byte(each.kind);
    to.u32(each.index);
  });
  writeSection(out, 9, module.elements, (to, segment) => {
    writeSegmentStart(to, segment.offset);
    to.list(segment.functions, (index) => to.u32(index));
  });
  writeSection(out, 10, module.functions, (to, each) => to.sized(encodeCode(each)));
  writeSection(out, 11, module.data, (to, segment) => {
    writeSegmentStart(to, segment.offset);
    to.sized(segment.bytes);
  });
  return out.finish();
}

/** An import, and what writes the description behind its kind. */
interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: number;
  readonly write: (to: ByteWriter) => void;
}

function importsOf({ imports, shared, table, memory, globals }: WasmModule): Import[] {
  const functions = imports.map(({ module, name, type }) => ({
    module,
    name,
    kind: exportKind.function,
    write: (to: ByteWriter) => to.u32(type),
  }));
  if (shared === undefined) return functions;
  const { module } = shared;
  return [
    ...functions,
    { module, name: "__indirect_function_table", kind: exportKind.table, write: (to) => writeTable(to, table) },
    { module, name: "memory", kind: exportKind.memory, write: (to) => writeLimits(to, memory) },
    ...globals.map((each, index) => ({
      module,
      name: shared.globals[index] ?? "",
      kind: exportKind.global,
      write: (to: ByteWriter) => writeGlobalType(to, each),
    })),
  ];
}

function writeTable(to: ByteWriter, table: Limits): void {
  to.byte(0x70);
  writeLimits(to, table);
}

function writeGlobalType(to: ByteWriter, { type, mutable }: Global): void {
  to.byte(type);
  to.byte(Number(mutable));
}

function writeSection<T>(
  out: ByteWriter,
  id: number,
  items: readonly T[],
  item: (to: ByteWriter, value: T) => void,
): void {
  if (items.length === 0) return;
  const content = new ByteWriter();
  content.list(items, (value) => item(content, value));
  out.byte(id);
  out.sized(content.finish());
}

function writeLimits(to: ByteWriter, { minimum, maximum }: Limits): void {
  to.byte(maximum === undefined ? 0 : 1);
  to.u32(minimum);
  if (maximum !== undefined) to.u32(maximum);
}

function writeSegmentStart(to: ByteWriter, offset: number): void {
  to.byte(0);
  writeExpression(to, [instruction(op.i32Const, offset)]);
}

function encodeCode({ locals, body }: WasmFunction): Uint8Array {
  const code = new ByteWriter();
  code.list(locals, ({ count, type }) => {
    code.u32(count);
    code.byte(type);
  });
  writeExpression(code, body);
  return code.finish();
}
