import { ByteReader } from "./byte-reader.ts";
import { parseModule } from "./parse-module.ts";
import { exportKind, requireExport, requireFunction, type WasmModule } from "./wasm-module.ts";

/** The module of the C libraries as wasm-ld writes it. */
export interface LinkedLibraries {
  readonly module: WasmModule;
  /** The names of functions in C, by their indexes. */
  readonly names: ReadonlyMap<number, string>;
  /** The address behind their data. */
  readonly end: number;
}

const CUSTOM_SECTION = 0;
const FUNCTION_NAMES = 1;
const HEADER_SIZE = 8;

/** Reads the linked C libraries. Throws if they have no names or have constructors, or do not export where their data ends. */
export function parseLibraries(bytes: Uint8Array): LinkedLibraries {
  const module = parseModule(bytes);
  const end = module.exports.find(({ kind, name }) => kind === exportKind.global && name === "__heap_base");
  const address = module.globals[end?.index ?? -1]?.initial[0]?.operands[0];
  if (address === undefined) throw new Error("the C libraries do not export __heap_base");
  const constructors = requireFunction(module, requireExport(module, "__wasm_call_ctors"));
  if (constructors.body.length > 0) throw new Error("the C libraries have constructors, which nothing calls");
  const exports = module.exports.filter(({ name }) => !name.startsWith("__"));
  return { module: { ...module, exports }, names: readNames(bytes), end: address };
}

function readNames(bytes: Uint8Array): Map<number, string> {
  const reader = new ByteReader(bytes);
  reader.take(HEADER_SIZE);
  while (!reader.atEnd) {
    const id = reader.byte();
    const content = new ByteReader(reader.take(reader.u32()));
    if (id === CUSTOM_SECTION && content.name() === "name") return functionNames(content);
  }
  throw new Error("the C libraries have no section with names");
}

function functionNames(section: ByteReader): Map<number, string> {
  while (!section.atEnd) {
    const id = section.byte();
    const content = new ByteReader(section.take(section.u32()));
    if (id === FUNCTION_NAMES) return new Map(content.list(() => [content.u32(), content.name()]));
  }
  throw new Error("the C libraries have no names of functions");
}
