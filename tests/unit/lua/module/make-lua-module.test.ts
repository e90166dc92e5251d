import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { glueFile, makeLuaModule } from "../../../../src/lua/module/make-lua-module.ts";

test("makes the same bytes each time", () => {
  const glue = readFileSync(glueFile);
  expect(makeLuaModule(glue)).toEqual(makeLuaModule(glue));
});

test("refuses any module other than the one with known functions", () => {
  const glue = readFileSync(glueFile);
  glue[glue.length - 1] = 1;
  expect(() => makeLuaModule(glue)).toThrow("sha256");
});
