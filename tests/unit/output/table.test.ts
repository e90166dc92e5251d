import { expect, test } from "bun:test";
import { renderTable } from "../../../src/output/table.ts";

test.each<[string, readonly (readonly string[])[], string]>([
  ["nothing", [], ""],
  ["one row", [["a", "b"]], "a  b\n"],
  [
    "columns as wide as their widest cell",
    [
      ["NAME", "X"],
      ["a", "1"],
      ["longer", "22"],
    ],
    "NAME    X\na       1\nlonger  22\n",
  ],
  [
    "empty cells without spaces at the end",
    [
      ["a", "b", "c"],
      ["", "x", ""],
      ["", "", ""],
    ],
    "a  b  c\n   x\n\n",
  ],
  [
    "a long cell without moving other rows",
    [
      ["n".repeat(70), "x"],
      ["a", "y"],
    ],
    `${"n".repeat(70)}  x\na${" ".repeat(61)}y\n`,
  ],
  ["a very long cell cut", [["n".repeat(201), "x"]], `${"n".repeat(199)}…  x\n`],
  ["a very long last cell cut before a whole character", [[`${"n".repeat(4998)}😀x`]], `${"n".repeat(4998)}…\n`],
  ["rows of different lengths", [["a"], ["b", "c"]], "a\nb  c\n"],
])("renderTable writes %s", (_title, rows, expected) => {
  expect(renderTable(rows)).toBe(expected);
});
