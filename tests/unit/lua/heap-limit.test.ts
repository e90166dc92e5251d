import { expect, test } from "bun:test";
import { heapLimit } from "../../../src/lua/heap-limit.ts";

const MEBIBYTE = 2 ** 20;

test.each([
  [9 * MEBIBYTE, 6 * MEBIBYTE],
  [48 * MEBIBYTE, 32 * MEBIBYTE],
  [1024 * MEBIBYTE, 1004 * MEBIBYTE],
])("of %p bytes leaves %p", (memory, heap) => {
  expect(heapLimit({ memory })).toBe(heap);
});

test("is undefined if no limit is set", () => {
  expect(heapLimit({})).toBeUndefined();
});
