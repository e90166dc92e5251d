import type { ByteReader } from "./byte-reader.ts";
import { ModuleFault } from "./module-fault.ts";

/** What WebAssembly has beyond its version 2.0, which Helm 4 runs. Some of it takes memory that no limit counts. */
export const FEATURES = {
  collection: "types of garbage collection",
  exceptions: "exceptions",
  functionReferences: "references to functions by their types",
  memories: "several memories",
  memory64: "addresses of 64 bits",
  tailCalls: "tail calls",
  threads: "shared memory or atomic instructions",
  vectors: "relaxed vector instructions",
  tables: "tables with a value for each element",
} as const;
export type Feature = keyof typeof FEATURES;

const FUNCTION = 0x60;
const FUNCTION_REFERENCE = 0x70;
const EXTERNAL_REFERENCE = 0x6f;
/** i32, i64, f32, f64, v128 and the two references. */
const VALUES: ReadonlySet<number> = new Set([0x7f, 0x7e, 0x7d, 0x7c, 0x7b, FUNCTION_REFERENCE, EXTERNAL_REFERENCE]);
const EXCEPTIONS: ReadonlySet<number> = new Set([0x69, 0x74]);
const TYPED: ReadonlySet<number> = new Set([0x63, 0x64]);

/** The error for a module that uses what Helm does not run. */
export function unknownFeature(feature: Feature): ModuleFault {
  return new ModuleFault(
    `its module uses ${FEATURES[feature]}, which neither luff nor Helm runs`,
    "Build it for WebAssembly 2.0, with this feature switched off in the compiler.",
  );
}

/** Reads types of functions. Throws ModuleFault for any other type, and Unreadable. */
export function checkTypes(reader: ByteReader): void {
  for (let left = reader.number(); left > 0; left--) {
    if (reader.byte() !== FUNCTION) throw unknownFeature("collection");
    checkValues(reader);
    checkValues(reader);
  }
  reader.finish();
}

/** Reads a list of types of values. Throws ModuleFault for one that is not of WebAssembly 2.0, and Unreadable. */
export function checkValues(reader: ByteReader): void {
  for (let left = reader.number(); left > 0; left--) checkValue(reader.byte());
}

/** Throws ModuleFault for a type of values that is not of WebAssembly 2.0. */
export function checkValue(type: number): void {
  if (VALUES.has(type)) return;
  if (EXCEPTIONS.has(type)) throw unknownFeature("exceptions");
  throw unknownFeature(TYPED.has(type) ? "functionReferences" : "collection");
}

/** Throws ModuleFault for a type of references that is not of WebAssembly 2.0. */
export function checkReference(type: number): void {
  if (type !== FUNCTION_REFERENCE && type !== EXTERNAL_REFERENCE) checkValue(VALUES.has(type) ? 0 : type);
}
