import {
  WasmExit,
  type WasmFunction,
  type WasmHost,
  type WasmInstance,
  type WasmModule,
  type WasmValue,
} from "../host/wasm.ts";
import type { ExtismCall, ExtismHost, ExtismResult } from "./extism-call.ts";
import { Kernel } from "./kernel.ts";
import { limitModule } from "./limit-module.ts";
import { ModuleFault } from "./module-fault.ts";

/** The module from which plugins import Extism's functions. */
const KERNEL_MODULE = "extism:host/env";
const WASI_MODULE = "wasi_snapshot_preview1";

/**
 * Calls a function of a module by Extism's rules, and returns how it ended. `folder` is its /tmp. Throws ModuleFault, and WasmFault for a
 * trap or for what is no module. The caller guards the time.
 */
export function runModule(
  wasm: WasmHost,
  host: ExtismHost,
  { call, folder }: { readonly call: ExtismCall; readonly folder: string | undefined },
): ExtismResult {
  const { module, kernel, functions } = prepareModule(wasm, host, call);
  const { environment, hasStreams, willWrite } = call;
  const status = statusOfCall(() => {
    const instance = module.start({ [KERNEL_MODULE]: functions }, { environment, hasStreams, willWrite, folder });
    try {
      return callEntry(instance, call.entry);
    } finally {
      instance.close();
    }
  });
  return { status, output: kernel.output, error: kernel.error };
}

interface PreparedModule {
  readonly module: WasmModule;
  readonly kernel: Kernel;
  readonly functions: Readonly<Record<string, WasmFunction>>;
}

/**
 * Compiles a module, and finds out whether it could be called: its pages, its features, what it imports, and its function. Nothing of it runs. Throws
 * ModuleFault, and WasmFault for what is no module.
 */
export function prepareModule(wasm: WasmHost, host: ExtismHost, call: ExtismCall): PreparedModule {
  const module = compileLimited(wasm, call);
  const kernel = new Kernel(host, call);
  const functions = kernel.functions();
  requireImports(module, functions);
  if (!module.functions.includes(call.entry)) {
    throw new ModuleFault(
      `its module has no function ${call.entry}`,
      "Name the function that Helm should call in runtimeConfig.entryFuncName, or export it as helm_plugin_main.",
    );
  }
  return { module, kernel, functions };
}

/** The engine says better what is wrong with bytes that luff cannot read. If it takes them, they could have what no limit holds for. */
function compileLimited(wasm: WasmHost, { module, limits }: ExtismCall): WasmModule {
  const limited = limitModule(module, limits.pages);
  if (limited !== undefined) return wasm.compile(limited);
  wasm.compile(module);
  throw new ModuleFault("its module cannot be read to its end", "Build it for WebAssembly 2.0.");
}

function requireImports(module: WasmModule, functions: Readonly<Record<string, unknown>>): void {
  const lacking = module.imports.find(
    (one) =>
      one.module !== WASI_MODULE &&
      (one.module !== KERNEL_MODULE || one.kind !== "function" || !Object.hasOwn(functions, one.name)),
  );
  if (lacking === undefined) return;
  throw new ModuleFault(
    `its module imports the ${lacking.kind} ${lacking.name} of ${lacking.module}, which neither luff nor Helm has`,
    "Build it with one of Extism's plugin development kits, for wasm32-wasip1 or wasm32-unknown-unknown.",
  );
}

/** What the call returns, or the status with which the module ends itself, also while it starts. With 0 it has succeeded. */
function statusOfCall(call: () => number): number {
  try {
    return call();
  } catch (error) {
    if (error instanceof WasmExit) return error.status;
    throw error;
  }
}

/** Begins the module's runtime, calls the function, and returns its status. */
function callEntry(instance: WasmInstance, entry: string): number {
  const parameters = instance.parametersOf(entry) ?? 0;
  if (parameters > 0) throw new ModuleFault(`its function ${entry} takes ${parameters} values, expected none`);
  begin(instance, entry);
  const results = instance.call(entry);
  if (results.length > 1) {
    throw new ModuleFault(`its function ${entry} returns ${results.length} values, expected 0 or 1`);
  }
  const [status] = results;
  if (typeof status === "number" && !Number.isFinite(status)) {
    throw new ModuleFault(`its function ${entry} returns ${status}, expected a status`);
  }
  return statusOf(status);
}

/** The functions that prepare a module's language, as Extism calls them: Haskell's, a reactor's, or a command's constructors. */
function begin(instance: WasmInstance, entry: string): void {
  if (entry === "_start" || entry === "_initialize") return;
  const isReady = (name: string): boolean => instance.parametersOf(name) === 0;
  if (instance.parametersOf("hs_init") === 2) {
    if (isReady("_initialize")) instance.call("_initialize");
    instance.call("hs_init", 0, 0);
  } else if (isReady("_initialize")) instance.call("_initialize");
  else if (isReady("__wasm_call_ctors")) instance.call("__wasm_call_ctors");
}

/** The lowest 32 bits, as Extism takes them. */
function statusOf(value: WasmValue | undefined): number {
  return value === undefined
    ? 0
    : Number(BigInt.asUintN(32, BigInt(typeof value === "bigint" ? value : Math.trunc(value))));
}
