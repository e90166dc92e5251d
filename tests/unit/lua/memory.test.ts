import { expect, test } from "bun:test";
import { Memory } from "../../../src/lua/memory.ts";

const PAGE = 65_536;

test.each([
  [1, PAGE + 1, 2],
  [1, 3 * PAGE, 3],
  [4, 5 * PAGE - 1, 5],
])("of %p pages grows for %p bytes to %p pages, and no more", (pages, bytes, expected) => {
  const memory = new Memory(new WebAssembly.Memory({ initial: pages }));
  expect(memory.grow(bytes)).toBe(true);
  expect(memory.size).toBe(expected * PAGE);
  memory.setInt32(bytes - 4, 7);
  expect(memory.int32(bytes - 4)).toBe(7);
});

test("does not grow beyond what the system allows", () => {
  const memory = new Memory(new WebAssembly.Memory({ initial: 1, maximum: 2 }));
  expect(memory.grow(3 * PAGE)).toBe(false);
  expect(memory.size).toBe(PAGE);
});
