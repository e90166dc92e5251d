import { expect, test } from "bun:test";
import { quoteArgument } from "../../../../../src/host/bun/start/quote-argument.ts";

test.each([
  ["a", "a"],
  ["C:\\a\\", "C:\\a\\"],
  ["*'^%", "*'^%"],
  ["", '""'],
  ["a b", '"a b"'],
  ["a\tb", '"a\tb"'],
  ["a b\\", '"a b\\\\"'],
  ['"', '"\\""'],
  ['a\\"b', '"a\\\\\\"b"'],
  ["a\\\\b c", '"a\\\\b c"'],
])("quoteArgument writes %j as %s", (argument, written) => {
  expect(quoteArgument(argument)).toBe(written);
});
