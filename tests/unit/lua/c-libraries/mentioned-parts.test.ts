import { expect, test } from "bun:test";
import { C_LIBRARIES } from "../../../../src/lua/c-libraries/c-libraries.ts";
import { LIBRARY_PARTS, partOf } from "../../../../src/lua/c-libraries/library-parts.ts";
import { mentionedParts } from "../../../../src/lua/c-libraries/mentioned-parts.ts";
import { DROP_INS } from "../../../../src/lua/library/drop-ins.ts";
import { MODULES } from "../../../../src/lua/library/modules.ts";

const mentioned = (text: string): readonly string[] => mentionedParts(new TextEncoder().encode(text));

test.each([
  ['local yaml = require "helm.yaml"', ["yaml"]],
  ["require('helm.json')", ["json"]],
  ["require[[helm.regex]]", ["regex"]],
  ['local a, b = require "helm.fs", require("cjson.safe")', ["cjson"]],
  ['require "lpeg" require "re"', ["lpeg"]],
  ['local archive = require "helm.archive"', ["zlib"]],
  ['return require("helm.install").release{}', ["yaml", "zlib"]],
  ['pcall(require, "zlib") require "helm.json"', ["zlib", "json"]],
  [`${"-- ü\n".repeat(5000)}require "lyaml"`, ["yaml"]],
])("a script mentions what its modules need of the C libraries: %j", (text, parts) => {
  expect(mentioned(text)).toEqual(parts);
});

test.each([
  "",
  "function main() print(1) end",
  'require "helm.process"',
  'require "helm.yamls"',
  'require "helm_yaml"',
  'require "constructor"',
  "-- the yaml of lpeg",
  'local formats = { "table", "yaml", ["json"] = true } print(formats[re])',
  'if output == "yaml" then print(1) end',
  `${" ".repeat(70_000)}require "helm.yaml"`,
])("another script mentions none: %j", (text) => {
  expect(mentioned(text)).toEqual([]);
});

test("every C library that a script can require is mentioned by that", () => {
  const inC = [...C_LIBRARIES].filter((name) => partOf(name) !== undefined);
  expect(inC.length).toBeGreaterThan(3);
  for (const name of inC) expect(mentioned(`require "${name}"`)).toEqual([partOf(name) ?? ""]);
});

test("so is what a module of the library opens, except those that open it for a few of their functions only", () => {
  const opening = Object.entries({ ...MODULES, ...DROP_INS }).flatMap(([name, { library = "" }]) => {
    const part = partOf(library);
    return part === undefined ? [] : [{ name, part }];
  });
  const others = opening.filter(({ name, part }) => !mentioned(`require "${name}"`).includes(part));
  expect(opening.length).toBeGreaterThan(others.length + 3);
  expect(others.map(({ name }) => name)).toEqual(["helm.encoding", "helm.http"]);
});

test("every part is mentioned by a module", () => {
  const names = ["cjson", "helm.json", "helm.regex", "helm.yaml", "lpeg", "zlib"];
  expect(mentioned(names.map((name) => `require "${name}"`).join(" ")).toSorted()).toEqual(LIBRARY_PARTS.toSorted());
});
