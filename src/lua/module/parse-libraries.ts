import { ByteReader } from "./byte-reader.ts";
import { parseModule } from "./parse-module.ts";
import { exportKind, requireExport, requireFunction, type WasmModule } from "./wasm-module.ts";

/** The module of the C libraries as wasm-ld writes it. */
export interface LinkedLibraries {
  readonly module: WasmModule;
  /** The names of functions in C, by their indexes. */
  readonly names: ReadonlyMap<number, string>;
  /** The object files that the module's own functions are from, in their order. */
  readonly units: readonly string[];
  /** The address behind their data. */
  readonly end: number;
}

/** The name of the section that has the object files of the functions. */
export const UNITS_SECTION = "luff.units";

const CUSTOM_SECTION = 0;
const FUNCTION_NAMES = 1;
const HEADER_SIZE = 8;

/**
 * Reads the linked C libraries. Throws if they do not say the names and object files of their functions or where their data ends, or have
 * constructors.
 */
export function parseLibraries(bytes: Uint8Array): LinkedLibraries {
  const module = parseModule(bytes);
  const end = module.exports.find(({ kind, name }) => kind === exportKind.global && name === "__heap_base");
  const address = module.globals[end?.index ?? -1]?.initial[0]?.operands[0];
  if (address === undefined) throw new Error("the C libraries do not export __heap_base");
  const constructors = requireFunction(module, requireExport(module, "__wasm_call_ctors"));
  if (constructors.body.length > 0) throw new Error("the C libraries have constructors, which nothing calls");
  const exports = module.exports.filter(({ name }) => !name.startsWith("__"));
  const sections = customSections(bytes);
  const names = functionNames(requireSection(sections, "name"));
  const units = requireSection(sections, UNITS_SECTION).name().split("\n");
  if (units.length !== module.functions.length) {
    throw new Error(`the C libraries have ${module.functions.length} functions, and object files for ${units.length}`);
  }
  return { module: { ...module, exports }, names, units, end: address };
}

/** What is in the module's sections for tools, by their names. */
function customSections(bytes: Uint8Array): Map<string, ByteReader> {
  const sections = new Map<string, ByteReader>();
  const reader = new ByteReader(bytes);
  reader.take(HEADER_SIZE);
  while (!reader.atEnd) {
    const id = reader.byte();
    const content = new ByteReader(reader.take(reader.u32()));
    if (id === CUSTOM_SECTION) sections.set(content.name(), content);
  }
  return sections;
}

function requireSection(sections: ReadonlyMap<string, ByteReader>, name: string): ByteReader {
  const found = sections.get(name);
  if (found === undefined) throw new Error(`the C libraries have no section ${name}`);
  return found;
}

function functionNames(section: ByteReader): Map<number, string> {
  while (!section.atEnd) {
    const id = section.byte();
    const content = new ByteReader(section.take(section.u32()));
    if (id === FUNCTION_NAMES) return new Map(content.list(() => [content.u32(), content.name()]));
  }
  throw new Error("the C libraries have no names of functions");
}
