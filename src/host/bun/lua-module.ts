import libraryPath from "../../../dist/lua-libraries.wasm" with { type: "file" };
import modulePath from "../../../dist/lua.wasm" with { type: "file" };
import type { LuaInstance, LuaModule } from "../lua-system.ts";
import { nodeFs } from "./node-fs.ts";

type TableFunction = (argument: number) => number;

interface Begun {
  readonly module: Promise<WebAssembly.Module>;
}

let begun: Promise<Begun> | undefined;
let compiled: Promise<LuaModule> | undefined;
let librariesBegun: Promise<void> | undefined;
/** The C libraries, if they were compiled before a machine asks for them. */
let libraryModule: WebAssembly.Module | undefined;

/** Starts to compile Lua's module in another thread. Returns once this has started; `compileLuaModule` reports a failure. */
export async function beginLuaModule(): Promise<void> {
  await begin();
}

/** Compiles Lua's module in another thread at the first call, and keeps it. */
export function compileLuaModule(): Promise<LuaModule> {
  compiled ??= compile();
  return compiled;
}

/** Compiles Lua's C libraries in another thread at the first call. Does not report a failure: a machine compiles them again. */
export function prepareLuaLibraries(): Promise<void> {
  librariesBegun ??= compileLibraries().catch(() => undefined);
  return librariesBegun;
}

async function compileLibraries(): Promise<void> {
  libraryModule = await WebAssembly.compile(await Bun.file(libraryPath).arrayBuffer());
}

function begin(): Promise<Begun> {
  begun ??= readModule();
  return begun;
}

async function readModule(): Promise<Begun> {
  const bytes = await Bun.file(modulePath).arrayBuffer();
  return { module: WebAssembly.compile(bytes) };
}

async function compile(): Promise<LuaModule> {
  const { module: compiling } = await begin();
  const module = await compiling;
  return { instantiate: (imports) => instantiate(module, imports as Bun.WebAssembly.Imports) };
}

function instantiate(module: WebAssembly.Module, imports: Bun.WebAssembly.Imports): LuaInstance {
  const exports = new WebAssembly.Instance(module, imports).exports;
  const table = exports["__indirect_function_table"] as WebAssembly.Table;
  let libraries: Readonly<Record<string, unknown>> | undefined;
  return {
    exports,
    functionAt: (index) => table.get(index) as TableFunction,
    libraries() {
      libraryModule ??= new WebAssembly.Module(nodeFs().readFileSync(libraryPath));
      libraries ??= new WebAssembly.Instance(libraryModule, { ...imports, lua: exports }).exports;
      return libraries;
    },
  };
}
