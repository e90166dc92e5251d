import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { ensureLinkedLibraries } from "../../../../build/c-libraries/ensure-linked-libraries.ts";
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

test("keeps the C libraries out of the module that every start compiles", () => {
  const { lua, libraries, whole } = makeLuaModules(readFileSync(glueFile), linked);
  const exportsOf = (bytes: Uint8Array<ArrayBuffer>): string[] =>
    WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map(({ name }) => name);
  expect(exportsOf(libraries)).toEqual(["luff_library_opener"]);
  expect(exportsOf(whole)).toContain("luff_library_opener");
  expect(exportsOf(lua)).not.toContain("luff_library_opener");
  expect(lua.length + libraries.length).toBeLessThan(whole.length * 1.05);
});
