import { describe, expect, test } from "bun:test";
import { KernelMemory } from "../../../src/extism/kernel-memory.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const LIMIT = 3 * 65_536;

describe("the memory for messages", () => {
  test("keeps bytes in blocks, which it knows by their addresses alone", () => {
    const memory = new KernelMemory(LIMIT);
    const first = memory.store(bytes("hello"))!;
    const second = memory.store(bytes("world!"))!;
    expect(first).toBeGreaterThan(0);
    expect([memory.lengthOf(first), memory.lengthOf(second), memory.lengthOf(first + 1)]).toEqual([5, 6, 0]);
    expect(memory.slice(first, 5)).toEqual(bytes("hello"));
    expect(memory.slice(second, 6)).toEqual(bytes("world!"));
  });

  test("has no block of no bytes", () => {
    const memory = new KernelMemory(LIMIT);
    expect([memory.allocate(0), memory.store(new Uint8Array(0)), memory.lengthOf(0)]).toEqual([0, 0, 0]);
  });

  test("grows up to its limit, and keeps what is in it", () => {
    const memory = new KernelMemory(LIMIT);
    const small = memory.store(bytes("kept"))!;
    const large = memory.allocate(100_000);
    expect(large).toBeGreaterThan(small);
    expect(memory.slice(small, 4)).toEqual(bytes("kept"));
    expect(memory.allocate(100_000)).toBe(0);
    expect(memory.store(new Uint8Array(100_000))).toBeUndefined();
    expect(memory.size).toBeLessThanOrEqual(LIMIT);
    expect(memory.allocate(2 ** 60)).toBe(0);
  });

  test("uses what was given back again", () => {
    const memory = new KernelMemory(LIMIT);
    const blocks = Array.from({ length: 3 }, () => memory.allocate(50_000));
    expect(memory.allocate(50_000)).toBe(0);
    memory.free(blocks[1]!);
    memory.free(blocks[1]!);
    memory.free(7);
    expect(memory.lengthOf(blocks[1]!)).toBe(0);
    expect(memory.allocate(40_000)).toBe(blocks[1]!);
    expect(memory.lengthOf(blocks[1]!)).toBe(40_000);
    expect(memory.allocate(50_000)).toBe(0);
  });

  test("has no block in what was given back and is too small", () => {
    const memory = new KernelMemory(LIMIT);
    const small = memory.allocate(16);
    const kept = memory.store(bytes("kept"))!;
    memory.free(small);
    const larger = memory.store(new Uint8Array(17).fill(1))!;
    expect([larger === small, memory.slice(kept, 4)]).toEqual([false, bytes("kept")]);
    expect(memory.allocate(16)).toBe(small);
  });

  test("counts what it keeps of each block, in use or given back", () => {
    const allocated = (isFreed: boolean): number => {
      const memory = new KernelMemory(LIMIT);
      // Each is too large for the room of those that were given back.
      for (let count = 0; ; count++) {
        const at = memory.allocate(isFreed ? 8 * count + 1 : 1);
        if (at === 0) return count;
        if (isFreed) memory.free(at);
      }
    };
    expect(allocated(false)).toBe(Math.floor((LIMIT - 64) / (8 + 128)));
    expect(allocated(true)).toBeLessThan(210);
  });

  test("can be used again after its blocks have filled it", () => {
    const memory = new KernelMemory(LIMIT);
    while (memory.allocate(1) !== 0);
    memory.reset();
    expect(memory.allocate(100_000)).toBeGreaterThan(0);
  });

  test("reads what is outside of it as 0, and leaves it alone", () => {
    const memory = new KernelMemory(LIMIT);
    for (const at of [-1, -8, memory.size, memory.size - 7, 2 ** 63]) {
      memory.setWord(at, 5n);
      expect(memory.wordAt(at)).toBe(0n);
    }
    memory.setByte(memory.size, 1);
    expect([memory.byteAt(memory.size), memory.byteAt(-1)]).toEqual([0, 0]);
    expect(memory.slice(memory.size - 1, 2)).toEqual(new Uint8Array(0));
    memory.setWord(64, 0x0102030405060708n);
    expect([memory.wordAt(64), memory.byteAt(64), memory.byteAt(71)]).toEqual([0x0102030405060708n, 8, 1]);
  });

  test("forgets everything", () => {
    const memory = new KernelMemory(LIMIT);
    const at = memory.store(bytes("secret"))!;
    memory.reset();
    expect([memory.lengthOf(at), memory.slice(at, 6)]).toEqual([0, new Uint8Array(6)]);
    expect(memory.allocate(1)).toBe(at);
  });
});
