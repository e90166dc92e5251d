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
  return {
    exports,
    functionAt: (index) => table.get(index) as TableFunction,
  };
}
