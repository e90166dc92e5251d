import { readFileSync } from "node:fs";
import libraryPath from "../../../dist/lua-libraries.wasm" with { type: "file" };
import modulePath from "../../../dist/lua.wasm" with { type: "file" };
import type { LuaInstance, LuaModule } from "../lua-system.ts";

type TableFunction = (argument: number) => number;

let compiled: Promise<LuaModule> | undefined;

/** Compiles Lua's module in another thread at the first call, and keeps it. */
export function compileLuaModule(): Promise<LuaModule> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<LuaModule> {
  const module = await WebAssembly.compile(await Bun.file(modulePath).arrayBuffer());
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
      libraries ??= new WebAssembly.Instance(new WebAssembly.Module(readFileSync(libraryPath)), {
        ...imports,
        lua: exports,
      }).exports;
      return libraries;
    },
  };
}
