import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { HOST_FUNCTIONS } from "../../../../src/lua/lua-exports.ts";

test("each entry for a host function calls the host with its number and its argument", () => {
  const module = new WebAssembly.Module(readFileSync(new URL("../../../../dist/lua.wasm", import.meta.url)));
  const calls: (readonly number[])[] = [];
  const imports = Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) => [name, () => 0]));
  const env = { ...imports, luff_call: (number: number, argument: number) => calls.push([number, argument]) + 40 };
  const { exports } = new WebAssembly.Instance(module, { env, wasi_snapshot_preview1: imports });
  const first = (exports["luff_functions"] as () => number)();
  const table = exports["__indirect_function_table"] as WebAssembly.Table;
  expect(table.length).toBeGreaterThanOrEqual(first + HOST_FUNCTIONS);
  const call = (number: number): number => (table.get(first + number) as (argument: number) => number)(7 * number);
  expect([call(0), call(HOST_FUNCTIONS - 1)]).toEqual([41, 42]);
  expect(calls).toEqual([
    [0, 0],
    [HOST_FUNCTIONS - 1, 7 * (HOST_FUNCTIONS - 1)],
  ]);
});
