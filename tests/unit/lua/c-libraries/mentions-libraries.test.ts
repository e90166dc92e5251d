import { expect, test } from "bun:test";
import { mentionsLibraries } from "../../../../src/lua/c-libraries/mentions-libraries.ts";

const mentions = (text: string): boolean => mentionsLibraries(new TextEncoder().encode(text));

test.each([
  'local yaml = require "helm.yaml"',
  "require('helm.json')",
  "require[[helm.regex]]",
  'local a, b = require "helm.fs", require("cjson.safe")',
  'require "lpeg"',
  'local archive = require "helm.archive"',
  'return require("helm.install").release{}',
  "require 're'",
  'pcall(require, "zlib")',
  `${"-- ü\n".repeat(5000)}require "lyaml"`,
])("a script that requires a module of C libraries mentions it: %j", (text) => {
  expect(mentions(text)).toBe(true);
});

test.each([
  "",
  "function main() print(1) end",
  'require "helm.process"',
  'require "helm.yamls"',
  'require "helm_yaml"',
  "-- the yaml of lpeg",
  'local formats = { "table", "yaml", ["json"] = true } print(formats[re])',
  'if output == "yaml" then print(1) end',
  `${" ".repeat(70_000)}require "helm.yaml"`,
])("another script does not: %j", (text) => {
  expect(mentions(text)).toBe(false);
});
