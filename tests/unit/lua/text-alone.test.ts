import { expect, test } from "bun:test";
import { encodeUtf8 } from "../../../src/lua/bytes.ts";
import { isTextAlone } from "../../../src/lua/text-alone.ts";

test.each([
  "usage: total FILE",
  "main.lua",
  "main.lua: no such file",
  "cannot reach localhost:8080: refused",
  "first line\nmain.lua:3: second line",
  "x".repeat(1_000_000),
])("is only the text %p", (text) => {
  expect(isTextAlone(encodeUtf8(text))).toBe(true);
});

test.each([
  "",
  "main.lua:3: boom",
  "bad argument #1 to 'run' (string expected, got nil); the call stands behind 'return', so its line is not known",
  "/plugins/two words/main.lua:3: boom",
  "/plugins/žà/script:12: boom",
  "C:\\plugins\\total\\main.lua:3: boom",
  "...d/very/long/folder/of/a/plugin/main.lua:3: boom",
  '[string "return a:b: c..."]:1: boom',
  '[string ""]:1: boom',
  // The longest chunk name that Lua writes, with a line number.
  `...${"d".repeat(52)}.lua:12345: boom`,
])("finds a place, or no text, in %p", (text) => {
  expect(isTextAlone(encodeUtf8(text))).toBe(false);
});
