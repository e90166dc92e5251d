import modulePath from "../../../dist/lua.wasm" with { type: "file" };
import type { LibraryPart, LuaInstance, LuaModule } from "../lua-system.ts";
import { libraryModule } from "./library-modules.ts";

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
  // They put their functions into the table, and export none.
  const parts = new Map<LibraryPart, WebAssembly.Instance>();
  return {
    exports,
    functionAt: (index) => table.get(index) as TableFunction,
    libraries(part) {
      libraries ??= new WebAssembly.Instance(libraryModule("shared"), { ...imports, lua: exports }).exports;
      if (part === undefined || parts.has(part)) return libraries;
      const all = { ...imports, lua: exports, libraries } as Bun.WebAssembly.Imports;
      parts.set(part, new WebAssembly.Instance(libraryModule(part), all));
      return libraries;
    },
  };
}
