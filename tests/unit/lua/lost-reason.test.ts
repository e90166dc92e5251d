import { describe, expect, test } from "bun:test";
import { readLibraryTypes } from "../../../build/library-reference.ts";
import { adviceOnLostReason, FALLIBLE } from "../../../src/lua/lost-reason.ts";

const HEAD = 'local fs, yaml = require "helm.fs", require("helm.yaml")';

function adviceFor(line: string, message: string): string | undefined {
  const script = {
    path: "main.lua",
    source: new TextEncoder().encode(`${HEAD}\n${line}\n`),
    args: [],
    packagePath: [],
    environment: {},
    limits: {},
  };
  const place = `main.lua:${line.split("\n").length + 1}`;
  return adviceOnLostReason({ script, commandLineTexts: new Map() }, `${place}: ${message}\nstack traceback:`);
}

const reasonOf = (call: string): string =>
  `if ${call} fails, it returns nil and says why in its second result: write \`assert(${call}(...))\`.`;

describe("the reason that a script has lost", () => {
  test.each([
    ['for l in fs.lines("x") do', "attempt to call a nil value (for iterator 'for iterator')", "fs.lines"],
    ['yaml.decode(fs.read("x"))', "bad argument #1 to 'decode' (string expected, got nil)", "fs.read"],
    ['print(yaml.decode("a: b: c").a)', "attempt to index a nil value", "yaml.decode"],
    ['require("helm.regex").new("(?=a)b"):match("x")', "attempt to index a nil value", 'require("helm.regex").new'],
    ['local text = fs.read("x")\nprint(#text)', "attempt to get length of a nil value (local 'text')", "fs.read"],
    ['text, why = fs.read("x")\nprint("a" .. text)', "attempt to concatenate a nil value (global 'text')", "fs.read"],
  ])("is behind %s", (line, message, call) => {
    expect(adviceFor(line, message)).toBe(reasonOf(call));
  });

  test.each([
    ['for l in own.lines("x") do', "attempt to call a nil value (for iterator 'for iterator')"],
    ['assert(fs.read("x")).y.z()', "attempt to index a nil value (field 'y')"],
    ['yaml.decode(assert(fs.read("x"))).a.b', "attempt to index a nil value (field 'a')"],
    ["local text = nil\nprint(#text)", "attempt to get length of a nil value (local 'text')"],
    ['local text = own(fs.read("x"))\nprint(#text)', "attempt to get length of a nil value (local 'text')"],
    ["yaml.decode(text)", "bad argument #1 to 'decode' (string expected, got nil)"],
    ['fs.write("x", nil)', "bad argument #2 to 'write' (string expected, got boolean)"],
  ])("is not behind %s", (line, message) => {
    expect(adviceFor(line, message)).toBeUndefined();
  });

  test("is known of all functions of the library that return one", () => {
    const fallible = readLibraryTypes().flatMap(({ name, blocks }) => {
      const returning = blocks.filter(({ tags }) => tags.some((tag) => /^return \S+ message\b/.test(tag)));
      const short = name.replace(/^helm\./, "");
      const found = returning.flatMap(
        ({ code }) => new RegExp(`^function ${short}\\.(\\w+)\\(`).exec(code ?? "")?.[1] ?? [],
      );
      return name.startsWith("helm.") && found.length > 0 ? [[name, found.join(" ")]] : [];
    });
    expect(FALLIBLE).toEqual(Object.fromEntries(fallible));
  });
});

test("a function of a module that is called with a colon is named with a dot", () => {
  const message = "bad argument #1 to 'decode' (string expected, got table)";
  expect(adviceFor('yaml:decode("a")', message)).toBe(
    "the functions of a module are called with a dot: write `yaml.decode(...)`.",
  );
  expect(adviceFor('own:decode("a")', message)).toBeUndefined();
});
