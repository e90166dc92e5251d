import { expect, test } from "bun:test";
import { splitShortValues } from "../../../../src/cli/flags/split-short-values.ts";

const OPTIONS = [
  { definition: "-o,--output #0" },
  { definition: "-v,--verbose" },
  { definition: "--type,-t #0" },
  { definition: "-p #0 #1" },
  { definition: "--x #0" },
];

test.each([
  [["-ojson"], ["-o", "json"]],
  [
    ["list", "-ojson", "x"],
    ["list", "-o", "json", "x"],
  ],
  [["-tcli/v1"], ["-t", "cli/v1"]],
  [["-pa"], ["-p", "a"]],
  [["-o-1"], ["-o", "-1"]],
  [["-oa=b"], ["-o", "a=b"]],
])("splits %j into %j", (words, expected) => {
  expect(splitShortValues(words, () => OPTIONS)).toEqual(expected);
});

test.each([
  [["-o", "json"]],
  [["-o=json"]],
  [["-o="]],
  [["--output=json", "--output", "json"]],
  [["-vx", "-x", "-", ""]],
  [["--", "-ojson"]],
])("does not change %j", (words) => {
  expect(splitShortValues(words, () => OPTIONS)).toEqual(words);
});

test("asks for no options where no word can have a value of its own", () => {
  const words = ["install", "./x", "-o", "json", "--force", "-", ""];
  const none = (): never => {
    throw new Error("asked for the options");
  };
  expect(splitShortValues(words, none)).toEqual(words);
});
