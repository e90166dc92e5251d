import { expect, test } from "bun:test";
import { countOf } from "../../../src/text/count-of.ts";

test.each([
  [0, "0 files", "0 entries"],
  [1, "1 file", "1 entry"],
  [2, "2 files", "2 entries"],
])("counts %d", (number, files, entries) => {
  expect([countOf(number, "file"), countOf(number, "entry", "entries")]).toEqual([files, entries]);
});
