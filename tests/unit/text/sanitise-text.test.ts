import { expect, test } from "bun:test";
import { sanitiseText } from "../../../src/text/sanitise-text.ts";

test.each([
  ["plain text, über 日本語 😀", "plain text, über 日本語 😀"],
  ["a\tb\nc\rd\ve\ff", "a b c d e f"],
  ["a\u00a0b\u2028c\u0085d\u3000e", "a b c d e"],
  ["\u001b[31mred\u001b[0m", "[31mred[0m"],
  ["\u0000a\u007fb\u009b", "ab"],
  ["a\u200bb\ufeffc\u00add\u202ee", "abcde"],
  ["a\u3164b\u034fc", "abc"],
  ["a\ud800b\ue000c", "abc"],
])("sanitiseText turns %j into %j", (text, safe) => {
  expect(sanitiseText(text)).toBe(safe);
});
