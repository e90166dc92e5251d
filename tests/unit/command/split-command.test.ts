import { expect, test } from "bun:test";
import { fc } from "../../helpers/fast-check.ts";
import { splitCommand } from "../../../src/command/split-command.ts";

test.each([
  ["", [""]],
  ["a", ["a"]],
  ["a b", ["a", "b"]],
  ["a  b", ["a", "", "b"]],
  [" a", ["", "a"]],
  ["a ", ["a", ""]],
  ["a\tb\nc", ["a\tb\nc"]],
  ["sh -c 'echo hi'", ["sh", "-c", "'echo", "hi'"]],
  ['say "a b"', ["say", '"a', 'b"']],
  ["a\\ b", ["a\\", "b"]],
  ["a\u00a0b", ["a\u00a0b"]],
])("splitCommand splits %p into %p", (text, words) => {
  expect([...splitCommand(text)]).toEqual(words);
});

/** The rule once more: a machine that reads one character at a time. */
function expected(text: string): string[] {
  const words = [""];
  for (const char of text) {
    if (char === " ") words.push("");
    else words[words.length - 1] += char;
  }
  return words;
}

test("splitCommand agrees with a second statement of the rule", () => {
  const text = fc.string({ unit: fc.constantFrom(" ", "a", "'", '"', "\\", "\t", "é", "😀") });
  fc.assert(fc.property(text, (line) => expect([...splitCommand(line)]).toEqual(expected(line))));
});
