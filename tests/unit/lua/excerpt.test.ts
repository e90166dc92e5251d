import { expect, test } from "bun:test";
import { encodeUtf8, latin1 } from "../../../src/lua/bytes.ts";
import { excerptOf } from "../../../src/lua/excerpt.ts";
import type { LuaScript } from "../../../src/lua/lua-script.ts";

function excerpt(source: string, message: string): string | undefined {
  const script: LuaScript = {
    path: "a/b.lua",
    source: encodeUtf8(source),
    args: [],
    packagePath: [],
    environment: {},
    limits: {},
  };
  const bytes = excerptOf(script, encodeUtf8(message));
  return bytes === undefined ? undefined : latin1(bytes);
}

test.each([
  ["the first line", "one\ntwo", "a/b.lua:1: x", "\n  1 | one\n"],
  ["a line in between", "one\n\ttwo\nthree", "a/b.lua:2: x\nstack traceback:", "\n  2 | \ttwo\n"],
  ["the last line", "one\ntwo", "a/b.lua:2: x", "\n  2 | two\n"],
  ["a line that ends in CRLF", "one\r\ntwo\r\n", "a/b.lua:2: x", "\n  2 | two\n"],
])("shows %s", (_, source, message, shown) => {
  expect(excerpt(source, message)).toBe(shown);
});

test.each([
  ["names another file", "one", "c.lua:1: x"],
  ["names no line", "one", "a/b.lua: x"],
  ["has no number in the line's place", "one", "a/b.lua:: x"],
  ["names a line that does not exist", "one", "a/b.lua:3: x"],
  ["is about a line with control characters", "\u{1b}[2J", "a/b.lua:1: x"],
  ["is about a line with a control character beyond ASCII", "a\u009b2J", "a/b.lua:1: x"],
  ["is about a line that turns its direction", "a\u202e", "a/b.lua:1: x"],
  ["is a text without a place", "one", "boom"],
])("shows nothing if the message %s", (_, source, message) => {
  expect(excerpt(source, message)).toBeUndefined();
});

test("cuts a very long line", () => {
  expect(excerpt("x".repeat(5000), "a/b.lua:1: x")).toHaveLength("\n  1 | \n".length + 200);
});
