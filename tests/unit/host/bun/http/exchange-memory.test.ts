import { expect, test } from "bun:test";
import { makeExchangeMemory, memoryAfter } from "../../../../../src/host/bun/http/exchange-memory.ts";

test("stays the same after an answer that leaves room", () => {
  const memory = makeExchangeMemory();
  expect(memoryAfter(memory, memory.room.length - 1)).toBe(memory);
});

test("is larger after an answer that fills it, once", () => {
  const memory = makeExchangeMemory();
  const larger = memoryAfter(memory, memory.room.length);
  expect(larger.room.length).toBeGreaterThan(memory.room.length);
  expect(memoryAfter(larger, larger.room.length)).toBe(larger);
});
