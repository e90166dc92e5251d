import type { WasmFunction, WasmSource } from "./wasm-source.ts";

const C_TYPES: Readonly<Record<string, string>> = { i: "u32", j: "u64", f: "f32", d: "f64", v: "void" };

/** The C file of the module: wasm2c's functions, and the tables through which native/wasm-object.c reaches them. */
export function renderWasmUnit(source: WasmSource): string {
  const { imports, exports, signatures, body } = source;
  const index = (each: WasmFunction): number => signatures.indexOf(each.signature);
  return [
    '#include "wasm-module.h"\n#include "wasm-access.h"\n',
    ...imports.map((each) => `static ${cType(each.signature)} ${each.symbol}(${parameters(each.signature)});`),
    body,
    ...signatures.map(renderCaller),
    `const wasm_signature_t wasm_signatures[] = {\n${signatures.map((text, at) => `  {"${text}", call_${at}},`).join("\n")}\n};`,
    ...imports.map((each, at) => renderImport(each, at)),
    `const wasm_import_t wasm_imports[] = {\n${imports.map((each) => `  {"${each.module}", "${each.name}", ${index(each)}},`).join("\n")}\n};`,
    `const wasm_export_t wasm_exports[] = {\n${exports.map((each) => `  {"${each.name}", ${index(each)}, (wasm_rt_function_ptr_t)${each.symbol}},`).join("\n")}\n};`,
    `const uint32_t wasm_import_count = ${imports.length}, wasm_export_count = ${exports.length};`,
    FOOT,
  ].join("\n");
}

const FOOT = `
wasm_rt_memory_t* const wasm_memory = &w2c_memory;
wasm_rt_funcref_table_t* const wasm_table = &w2c___indirect_function_table;
uint32_t wasm_stack_save(void) { return w2c_stackSave(); }
void wasm_stack_restore(uint32_t to) { w2c_stackRestore(to); }
void wasm_instantiate(void) {
  init_globals();
  init_memories();
  init_tables();
}
`;

function cType(signature: string): string {
  return C_TYPES[signature.charAt(0)] ?? "void";
}

function parameters(signature: string): string {
  return [...signature.slice(1)].map((letter, at) => `${C_TYPES[letter]} a${at}`).join(", ") || "void";
}

/** `call_N` unpacks values for a function of the signature. */
function renderCaller(signature: string, at: number): string {
  const types = [...signature.slice(1)].map((letter) => C_TYPES[letter]).join(", ") || "void";
  const values = [...signature.slice(1)].map((letter, place) => `v[${place}].${letter}`).join(", ");
  const call = `((${cType(signature)} (*)(${types}))f)(${values})`;
  const result = signature.startsWith("v") ? call : `v[0].${signature.charAt(0)} = ${call}`;
  return `static void call_${at}(wasm_rt_function_ptr_t f, wasm_value_t* v) { (void)v; ${result}; }`;
}

/** The import as a function that packs its arguments into values and takes its result from the first of them. */
function renderImport({ signature, symbol }: WasmFunction, at: number): string {
  const fills = [...signature.slice(1)].map((letter, place) => `v[${place}].${letter} = a${place};`).join(" ");
  const end = signature.startsWith("v") ? "" : ` return v[0].${signature.charAt(0)};`;
  const values = `wasm_value_t v[${Math.max(1, signature.length - 1)}]; ${fills}`;
  return `static ${cType(signature)} ${symbol}(${parameters(signature)}) { ${values} wasm_import_call(${at}, v);${end} }`;
}
