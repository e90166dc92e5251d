import { describe, expect, test } from "bun:test";
import * as fs from "node:fs";
import { replaceErrorTexts } from "../../../src/lua/error-texts.ts";
import type { LuaExports } from "../../../src/lua/lua-exports.ts";
import { Memory } from "../../../src/lua/memory.ts";
import { PLATFORM_ERRORS } from "../../../src/lua/platform-errors.ts";

const modulePath = new URL("../../../dist/lua.wasm", import.meta.url);

/** The memory of the real module, with the strerror table that is replaced. */
function moduleMemory(): Memory {
  const module = new WebAssembly.Module(fs.readFileSync(modulePath));
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  const { exports } = new WebAssembly.Instance(module, imports);
  return new Memory((exports as unknown as LuaExports).memory);
}

/** strerror like in the module's code: a 16-bit offset by number, relative to the first text. */
function strerror(memory: Memory, number: number): string {
  const offset = (memory.bytes[30128 + number * 2] ?? 0) + (memory.bytes[30129 + number * 2] ?? 0) * 256;
  return Buffer.from(memory.cString(28212 + offset)).toString("latin1");
}

describe.each(Object.entries(PLATFORM_ERRORS))("on %s", (os, errors) => {
  test("every number has the platform's text", () => {
    const memory = moduleMemory();
    replaceErrorTexts(memory, os);
    const texts = errors.map(([number]) => [number, strerror(memory, number)]);
    expect(texts).toEqual(errors.map((error) => [...error]));
  });

  test("a number without a text returns that it has none", () => {
    const memory = moduleMemory();
    replaceErrorTexts(memory, os);
    expect(strerror(memory, 150)).toBe("No error information");
  });
});

/** Copied from the systems: a test machine is only one of them, and here a change of one letter is visible. */
test.each([
  ["linux", "6719b1bda736b83e"],
  ["darwin", "56847db6a0a0bb96"],
  ["windows", "bb9e7897dc7c5373"],
])("the texts of %s are those of the system", (os, digest) => {
  expect(Bun.SHA256.hash(JSON.stringify(PLATFORM_ERRORS[os]), "hex")).toStartWith(digest);
});

test("refuses a module whose texts are elsewhere", () => {
  const memory = new Memory({ buffer: new ArrayBuffer(65536), grow: () => 0 });
  expect(() => replaceErrorTexts(memory, "linux")).toThrow("unexpected Lua module");
});
