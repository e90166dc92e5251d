import { expect, test } from "bun:test";
import { heapLimit, reserveMemory } from "../../../src/lua/heap-limit.ts";
import { heapImports } from "../../../src/lua/imports/heap.ts";
import type { Machine } from "../../../src/lua/machine.ts";

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

test.each([
  [12 * MEBIBYTE, 8 * MEBIBYTE],
  [6 * MEBIBYTE, 12 * MEBIBYTE],
  [1000, 14 * MEBIBYTE - 2 ** 17],
])("of %p bytes takes %p of the first 16 MiB away, and leaves enough for a start", (limit, taken) => {
  const reserved: number[] = [];
  const lua = { malloc: (size: number) => reserved.push(size) };
  const machine = { script: { limits: { memory: limit } }, memory: { size: 16 * MEBIBYTE }, lua };
  reserveMemory(machine as unknown as Machine);
  expect(reserved).toEqual([taken]);
});

test.each([
  // A quarter more than there is, if the script wants less.
  [undefined, 16 * MEBIBYTE, 17 * MEBIBYTE, [20 * MEBIBYTE]],
  [undefined, 16 * MEBIBYTE, 30 * MEBIBYTE, [30 * MEBIBYTE]],
  [undefined, 2000 * MEBIBYTE, 2001 * MEBIBYTE, [2 ** 31]],
  [2 ** 32, 2000 * MEBIBYTE, 2 ** 31, [2 ** 31]],
  [48 * MEBIBYTE, 30 * MEBIBYTE, 31 * MEBIBYTE, [32 * MEBIBYTE]],
  [48 * MEBIBYTE, 30 * MEBIBYTE, 32 * MEBIBYTE + 1, []],
])("of %p lets a machine of %p bytes that wants %p grow to %p", (limit, size, wanted, sizes) => {
  expect(grow(limit, { size, wanted, most: 2 ** 31 })).toEqual({ grown: sizes.length, sizes });
});

test("asks the system for less if it has too little for growing by a quarter", () => {
  const sizes = [20 * MEBIBYTE, 17 * MEBIBYTE];
  const wish = { size: 16 * MEBIBYTE, wanted: 17 * MEBIBYTE };
  expect(grow(undefined, { ...wish, most: 17 * MEBIBYTE })).toEqual({ grown: 1, sizes });
  expect(grow(undefined, { ...wish, most: 16 * MEBIBYTE })).toEqual({ grown: 0, sizes });
});

/** What the module is told when it wants so much memory, and what the system is asked for. */
function grow(limit: number | undefined, memory: { size: number; wanted: number; most: number }) {
  const sizes: number[] = [];
  const machine = {
    script: { limits: { memory: limit } },
    memory: { size: memory.size, grow: (size: number) => sizes.push(size) > 0 && size <= memory.most },
    system: {},
  };
  const { emscripten_resize_heap: resize } = heapImports(machine as unknown as Machine);
  return { grown: resize?.(memory.wanted as never), sizes };
}
