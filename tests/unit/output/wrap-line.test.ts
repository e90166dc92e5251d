import { expect, test } from "bun:test";
import { wrapLine } from "../../../src/output/wrap-line.ts";
import { renderWrapped } from "../../../src/output/wrapped-rows.ts";

test.each([
  ["a b c", 5, ["a b c"]],
  ["ab cd ef", 5, ["ab cd", "  ef"]],
  ["ok    ab cd", 8, ["ok    ab", "  cd"]],
  ["  ab cd", 5, ["  ab", "  cd"]],
  ["a /very/long/path b", 6, ["a", "  /very/long/path", "  b"]],
  ["漢字 漢字", 6, ["漢字", "  漢字"]],
  ["a b", Infinity, ["a b"]],
])("breaks %j in %p columns between two words", (text, width, lines) => {
  expect(wrapLine(text, { width, indent: 2 })).toEqual(lines);
});

const ROWS = [
  {
    cells: ["error", "a.lua:1:1"],
    texts: ["one two three four five six seven eight", "→ nine ten eleven twelve thirteen"],
  },
  { cells: ["note", "b"], texts: ["one"] },
];

test("texts in rows are whole where there is room", () => {
  expect(renderWrapped(ROWS, Infinity)).toBe(
    "error  a.lua:1:1  one two three four five six seven eight\n" +
      "                  → nine ten eleven twelve thirteen\n" +
      "note   b          one\n",
  );
});

test("texts in rows go on in their column", () => {
  expect(renderWrapped(ROWS, 50)).toBe(
    "error  a.lua:1:1  one two three four five six\n" +
      "                  seven eight\n" +
      "                  → nine ten eleven twelve\n" +
      "                    thirteen\n" +
      "note   b          one\n",
  );
});

test("texts in rows stand below the other cells where these leave too little", () => {
  expect(renderWrapped(ROWS, 30)).toBe(
    "error  a.lua:1:1\n" +
      "    one two three four five\n" +
      "      six seven eight\n" +
      "    → nine ten eleven twelve\n" +
      "      thirteen\n" +
      "note   b\n" +
      "    one\n",
  );
});

test("there is nothing of no rows", () => {
  expect(renderWrapped([], 30)).toBe("");
});
