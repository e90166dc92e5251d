import { expect, test } from "bun:test";
import { terminalLine } from "../../../src/text/terminal-line.ts";

test.each([
  ["a plain line, é 漢字 👩‍👩‍👧", "a plain line, é 漢字 👩‍👩‍👧"],
  ["a\u001B[31mb\u0007", "a\uFFFD[31mb\uFFFD"],
  ["a\rb\nc\u009Bd\u007F", "a\uFFFDb\uFFFDc\uFFFDd\uFFFD"],
  ["a\tb", "a b"],
  ["a\u202Eb\u2066c\u2028", "a\uFFFDb\uFFFDc\uFFFD"],
])("of %j is %j", (text, expected) => {
  expect(terminalLine(text)).toBe(expected);
});
