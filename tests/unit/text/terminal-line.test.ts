import { expect, test } from "bun:test";
import { terminalLine } from "../../../src/text/terminal-line.ts";

test.each([
  ["a plain line, é 漢字 👩‍👩‍👧", "a plain line, é 漢字 👩‍👩‍👧"],
  ["a\u001B[31mb\u0007", "a\uFFFD[31mb\uFFFD"],
  ["a\rb\nc\u009Bd\u007F", "a\uFFFDb\uFFFDc\uFFFDd\uFFFD"],
  ["a\tb", "a b"],
  ["a\u202Eb\u2066c\u2028", "a\uFFFDb\uFFFDc\uFFFD"],
  ["a\u200Eb\u200Fc\u061Cd", "a\uFFFDb\uFFFDc\uFFFDd"],
  ["a\u200Bb\u2060c\uFEFFd\u00ADe\u{E0041}f", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf"],
  ["a\u3164b\u{1D173}c\uFFF9d", "a\uFFFDb\uFFFDc\uFFFDd"],
  ["\u0645\u06CC\u200C\u062E ❤\uFE0F", "\u0645\u06CC\u200C\u062E ❤\uFE0F"],
])("of %j is %j", (text, expected) => {
  expect(terminalLine(text)).toBe(expected);
});
