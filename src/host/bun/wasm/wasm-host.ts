import {
  WasmExit,
  WasmFault,
  type WasiSettings,
  type WasmHost,
  type WasmImports,
  type WasmInstance,
  type WasmModule,
  type WasmValue,
} from "../../wasm.ts";
import { guardModule } from "./guard-module.ts";
import { createWasi, WASI_MODULE } from "./wasi.ts";

type Exported = (...values: readonly WasmValue[]) => WasmValue | readonly WasmValue[] | undefined;

/** Modules run in the engine that runs luff. */
export const wasmHost: WasmHost = {
  compile,
  guard: guardModule,
};

function compile(bytes: Uint8Array): WasmModule {
  const module = explaining(() => new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>));
  return {
    imports: WebAssembly.Module.imports(module),
    functions: WebAssembly.Module.exports(module).flatMap(({ name, kind }) => (kind === "function" ? [name] : [])),
    start: (imports, settings) => start(module, imports, settings),
  };
}

function start(module: WebAssembly.Module, imports: WasmImports, settings: WasiSettings): WasmInstance {
  const wasi = createWasi(settings);
  const lacking = WebAssembly.Module.imports(module).find(
    (one) => one.module === WASI_MODULE && (one.kind !== "function" || !Object.hasOwn(wasi.functions, one.name)),
  );
  if (lacking !== undefined) throw new WasmFault(`there is no ${lacking.kind} ${lacking.name} of WASI`);
  const all = { ...imports, [WASI_MODULE]: wasi.functions } as Bun.WebAssembly.Imports;
  const { exports } = explaining(() => new WebAssembly.Instance(module, all));
  wasi.attach(exports);
  return {
    parametersOf: (name) => functionOf(exports, name)?.length,
    call(name, ...values) {
      const result = explaining(() => functionOf(exports, name)?.(...values));
      if (result === undefined) return [];
      return typeof result === "object" ? result : [result];
    },
    close: () => wasi.close(),
  };
}

function functionOf(exports: Readonly<Record<string, unknown>>, name: string): Exported | undefined {
  const value = Object.hasOwn(exports, name) ? exports[name] : undefined;
  return typeof value === "function" ? (value as Exported) : undefined;
}

/** What JavaScriptCore adds to a message: the expression in luff's code, and its own name of the class. */
const PLACE = / \(evaluating '.*$|^WebAssembly\.(?:Module|Instance)(?: doesn't (?:validate|parse))?[^:]*: /gs;

const MISMATCH = "it has or calls a function whose parameters or results are of other types than expected";

/**
 * Calls what may trap. A RangeError is an overflow of the stack, or a memory that cannot be had. A TypeError is a BigInt in place of a number,
 * or a number in place of a BigInt: the engine knows no types of the functions that a module imports.
 */
function explaining<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof WasmExit || error instanceof WasmFault || !isOfEngine(error)) throw error;
    const text = error.message.replace(PLACE, "");
    throw new WasmFault(error instanceof TypeError ? `${MISMATCH}: ${text}` : text, { cause: error });
  }
}

function isOfEngine(error: unknown): error is Error {
  return (
    error instanceof WebAssembly.RuntimeError ||
    error instanceof WebAssembly.CompileError ||
    error instanceof WebAssembly.LinkError ||
    error instanceof TypeError ||
    error instanceof RangeError
  );
}
