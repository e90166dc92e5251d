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

/** Starts to compile Lua's module in another thread. Returns once this has started; `compileLuaModule` reports a failure. */
export async function beginLuaModule(): Promise<void> {
  await begin();
}

/** Compiles Lua's module in another thread at the first call, and keeps it. */
export function compileLuaModule(): Promise<LuaModule> {
  compiled ??= compile();
  return compiled;
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
      libraries ??= new WebAssembly.Instance(new WebAssembly.Module(nodeFs().readFileSync(libraryPath)), {
        ...imports,
        lua: exports,
      }).exports;
      return libraries;
    },
  };
}
