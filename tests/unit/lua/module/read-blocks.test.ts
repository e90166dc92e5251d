import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { encodeModule } from "../../../../src/lua/module/encode-module.ts";
import { glueFile } from "../../../../src/lua/module/make-lua-module.ts";
import { parseModule } from "../../../../src/lua/module/parse-module.ts";
import { readBlocks } from "../../../../src/lua/module/read-blocks.ts";

const glue = parseModule(readFileSync(glueFile));

test("the module stays valid", () => {
  expect(WebAssembly.validate(encodeModule(readBlocks(glue)))).toBe(true);
});

test("refuses a module with an unknown g_read", () => {
  const functions = glue.functions.map((each) => ({ ...each, body: each.body.slice(0, -80) }));
  expect(() => readBlocks({ ...glue, functions })).toThrow("g_read");
});
