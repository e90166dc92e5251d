import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { ensureLinkedLibraries } from "../../../../build/c-libraries/ensure-linked-libraries.ts";
import { LIBRARY_PARTS } from "../../../../src/lua/c-libraries/library-parts.ts";
import { glueFile, makeLuaModules } from "../../../../src/lua/module/make-lua-module.ts";

const linked = readFileSync(await ensureLinkedLibraries());

test("makes the same bytes each time", () => {
  const glue = readFileSync(glueFile);
  expect(makeLuaModules(glue, linked)).toEqual(makeLuaModules(glue, linked));
});

test("refuses any module other than the one with known functions", () => {
  const glue = readFileSync(glueFile);
  glue[glue.length - 1] = 1;
  expect(() => makeLuaModules(glue, linked)).toThrow("sha256");
});

describe("the modules for Bun", () => {
  const { lua, libraries, parts, whole } = makeLuaModules(readFileSync(glueFile), linked);
  const exportsOf = (bytes: Uint8Array<ArrayBuffer>): string[] =>
    WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map(({ name }) => name);

  test("keep the C libraries out of the one that every start compiles", () => {
    expect(exportsOf(libraries)).toContain("luff_library_opener");
    expect(exportsOf(whole)).toContain("luff_library_opener");
    expect(exportsOf(lua)).not.toContain("luff_library_opener");
  });

  test("have each library in one of its own, without another's functions", () => {
    expect([...parts.keys()]).toEqual(LIBRARY_PARTS.toSorted());
    const sizes = [lua, libraries, ...parts.values()].map((bytes) => bytes.length);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(whole.length * 1.05);
  });

  test("import what they call of Lua's module, of what all share, and of the host what Lua's module does", () => {
    const importsOf = (bytes: Uint8Array<ArrayBuffer>): string[] =>
      WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ module, name }) => `${module} ${name}`);
    const known = new Set([
      ...importsOf(lua),
      ...exportsOf(lua).map((name) => `lua ${name}`),
      ...exportsOf(libraries).map((name) => `libraries ${name}`),
    ]);
    for (const bytes of parts.values()) expect(importsOf(bytes).filter((name) => !known.has(name))).toEqual([]);
  });
});
