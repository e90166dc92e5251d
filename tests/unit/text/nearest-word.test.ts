import { expect, test } from "bun:test";
import { fc } from "../../helpers/fast-check.ts";
import { findNearestWord, measureDistance } from "../../../src/text/nearest-word.ts";

test.each([
  ["", "", 0],
  ["a", "", 1],
  ["kitten", "sitting", 3],
  ["flaw", "lawn", 2],
  ["abc", "abc", 0],
  ["install", "isntall", 1],
  ["ab", "ba", 1],
  ["abcd", "badc", 2],
  ["abc", "ca", 3],
])("measureDistance of %p and %p is %d", (left, right, distance) => {
  expect(measureDistance(left, right)).toBe(distance);
  expect(measureDistance(right, left)).toBe(distance);
});

/** The definition, without a table. */
function distanceByDefinition(left: string, right: string): number {
  if (left === "" || right === "") return left.length + right.length;
  const replace = distanceByDefinition(left.slice(1), right.slice(1)) + (left[0] === right[0] ? 0 : 1);
  const remove = distanceByDefinition(left.slice(1), right) + 1;
  const isSwapped = left.length > 1 && left[0] === right[1] && left[1] === right[0];
  const swap = isSwapped ? distanceByDefinition(left.slice(2), right.slice(2)) + 1 : Infinity;
  return Math.min(replace, remove, swap, distanceByDefinition(left, right.slice(1)) + 1);
}

test("measureDistance agrees with its definition", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
  fc.assert(fc.property(word, word, (a, b) => expect(measureDistance(a, b)).toBe(distanceByDefinition(a, b))));
});

test.each([
  ["usge", ["name", "usage"], "usage"],
  ["Usage", ["usage"], "usage"],
  ["comand", ["command", "commands"], "command"],
  ["ox", ["os"], "os"],
  ["evn", ["env"], "env"],
  ["xyz", ["os", "arch"], undefined],
  ["a", [], undefined],
])("findNearestWord returns for %p of %p %p", (word, known, nearest) => {
  expect(findNearestWord(word, known)).toBe(nearest);
});
