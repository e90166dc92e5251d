/**
 * A function that the module imports from or exports to JavaScript. `signature` is the result ("v" for none), then each
 * parameter: i, j, f or d.
 */
export interface WasmFunction {
  readonly module: string;
  readonly name: string;
  readonly symbol: string;
  readonly signature: string;
}

export interface WasmSource {
  /** The C without wasm2c's prelude, for one instance whose state is in static variables. */
  readonly body: string;
  readonly imports: readonly WasmFunction[];
  readonly exports: readonly WasmFunction[];
  /**
   * The signatures of all imports, exports and table entries; a function type in C is an index into this list, plus
   * one.
   */
  readonly signatures: readonly string[];
}

const LETTERS: Readonly<Record<string, string>> = { u32: "i", u64: "j", f32: "f", f64: "d", void: "v" };
const WASM_TYPES: Readonly<Record<string, string>> = {
  WASM_RT_I32: "i",
  WASM_RT_I64: "j",
  WASM_RT_F32: "f",
  WASM_RT_F64: "d",
};

/** Rewrites wasm2c 1.0.32's output for a module named "lua". Throws if the output has an unknown shape. */
export function rewriteWasmSource(code: string, header: string): WasmSource {
  const imports = [...header.matchAll(/\/\* import: '(.*)' '(.*)' \*\/\n(\w+) (\w+)\(struct \w+\*(?:, )?(.*)\);/g)].map(
    ([, module = "", name = "", result = "", symbol = "", params = ""]) => ({
      module,
      name,
      symbol,
      signature: signatureOf(result, params),
    }),
  );
  const exports = [
    ...code.matchAll(
      /\n\/\* export: '(.*)' \*\/\n(\w+) Z_luaZ_\w+\(Z_lua_instance_t\* instance(?:, )?(.*)\) \{\n  (?:return )?(\w+)\(/g,
    ),
  ].map(([, name = "", result = "", params = "", symbol = ""]) => ({
    module: "lua",
    name,
    symbol,
    signature: signatureOf(result, params.replace(/ w2c_\w+/g, "")),
  }));
  const types = [...code.matchAll(/func_types\[\d+\] = wasm_rt_register_func_type\((\d+), (\d+)(.*)\);/g)].map(
    ([, params = "", , list = ""]) => typeSignature(Number(params), list),
  );
  if (imports.length === 0 || exports.length === 0 || types.length === 0) {
    throw new Error("the output of wasm2c has another shape than that of version 1.0.32");
  }
  const signatures = [
    ...new Set([...types, ...imports.map((each) => each.signature), ...exports.map((each) => each.signature)]),
  ];
  const typeOf = (index: string): string => String(signatures.indexOf(types[Number(index)] ?? "") + 1);
  return { body: rewriteBody(code, header, typeOf), imports, exports, signatures };
}

function signatureOf(result: string, params: string): string {
  const list = params === "" || params === "void" ? [] : params.split(", ");
  return [result, ...list].map((type) => LETTERS[type] ?? fail(`the type ${type}`)).join("");
}

function typeSignature(params: number, list: string): string {
  const types = list
    .split(", ")
    .filter((each) => each !== "")
    .map((each) => WASM_TYPES[each] ?? fail(each));
  return (types[params] ?? "v") + types.slice(0, params).join("");
}

function fail(what: string): never {
  throw new Error(`wasm2c wrote ${what}, which has no place here`);
}

/**
 * The output from the numeric macros on, without the instance parameter, the prelude's memory accesses and the exported
 * wrappers.
 */
function rewriteBody(code: string, header: string, typeOf: (index: string) => string): string {
  const numerics = between(code, "#if defined(_MSC_VER)\n\n// Adapted from", "static inline void memory_fill");
  const functions = between(code, "static void w2c___wasm_call_ctors(Z_lua_instance_t*);", "\n/* export: '");
  const text = `${numerics}${staticState(header)}${functions}`;
  return dropInstance(text)
    .replace(
      /((?:load|store)\w*)\(&w2c_memory, \(u64\)\((\w+)\)(?: \+ (\d+)u?)?/g,
      (_, name, base, offset = "0") => `${name}(${base}, ${offset}u`,
    )
    .replace(/(CALL_INDIRECT\(\w+, \w+ \(\*\)\([^)]*\), )(\d+),/g, (_, head, index) => `${head}${typeOf(index)},`)
    .replace(
      /^  \{(\d+), (\(wasm_rt_function_ptr_t\)&?\w+), \w+\},$/gm,
      (_, index, symbol) => `  {${typeOf(index)}, ${symbol}},`,
    )
    .replace(/^\s*FUNC_(?:PROLOGUE|EPILOGUE);\n/gm, "");
}

/** The instance's globals, memory and table as static variables. */
function staticState(header: string): string {
  const fields = between(header, "typedef struct Z_lua_instance_t {", "} Z_lua_instance_t;").split("\n");
  return fields
    .filter((line) => /^\s+(?:u32|u64|f32|f64|wasm_rt_\w+) w2c_/.test(line))
    .map((line) => `static ${line.trim()}\n`)
    .join("");
}

function dropInstance(text: string): string {
  return text
    .replace(/, instance->\w+\.data\[\w+\]\.module_instance/g, "")
    .replace(/\(\*\)\(void\*(?:, )?/g, "(*)(")
    .replace(/\((?:struct )?Z_lua_instance_t ?\*(?: ?instance)?(?:, )?/g, "(")
    .replace(/\(\*(Z_\w+)\)\(instance->Z_\w+(?:, )?/g, "$1(")
    .replace(/\((?:&?instance)(?:, )/g, "(")
    .replace(/\(instance\)/g, "()")
    .replace(/, instance, func_types\)/g, ")")
    .replace(/instance->w2c_/g, "w2c_");
}

function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`the output of wasm2c has no ${JSON.stringify(start < 0 ? from : to)}`);
  return text.slice(start, end);
}
