import { expect, test } from "bun:test";
import { heapLimit } from "../../../src/lua/heap-limit.ts";

const MEBIBYTE = 2 ** 20;

test.each([
  [8 * MEBIBYTE, 7 * MEBIBYTE],
  [64 * MEBIBYTE, 56 * MEBIBYTE],
  [1024 * MEBIBYTE, 1016 * MEBIBYTE],
])("of %p bytes leaves %p", (memory, heap) => {
  expect(heapLimit({ memory })).toBe(heap);
});

test("is none where none is asked for", () => {
  expect(heapLimit({})).toBeUndefined();
});
