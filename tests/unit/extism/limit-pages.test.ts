import { describe, expect, test } from "bun:test";
import { limitPages } from "../../../src/extism/limit-pages.ts";

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const TYPES = [1, 4, 1, 0x60, 0, 0];
/** Exports the memory as "m". */
const EXPORT = [7, 5, 1, 1, 0x6d, 2, 0];

function limited(memory: readonly number[], pages: number): WebAssembly.Memory {
  const module = Uint8Array.from([...HEADER, ...TYPES, 5, memory.length, ...memory, ...EXPORT]);
  const changed = new WebAssembly.Module(limitPages(module, pages));
  return new WebAssembly.Instance(changed).exports["m"] as WebAssembly.Memory;
}

/** How many pages a memory can have in the end. */
function mostOf(memory: WebAssembly.Memory): number {
  const has = (): number => memory.buffer.byteLength / 65_536;
  try {
    for (;;) memory.grow(1);
  } catch {
    return has();
  }
}

describe("a module whose pages are limited", () => {
  test("has no more than that", () => {
    expect(mostOf(limited([1, 0, 2], 5))).toBe(5);
    expect(mostOf(limited([1, 0, 2], 300))).toBe(300);
    expect(mostOf(limited([1, 0, 2], 2))).toBe(2);
  });

  test("keeps a limit of its own that is lower", () => {
    expect(mostOf(limited([1, 1, 2, 3], 5))).toBe(3);
    expect(mostOf(limited([1, 1, 2, 9], 5))).toBe(5);
  });

  test("is refused if it begins with more", () => {
    expect(() => limited([1, 0, 6], 5)).toThrow("its module needs 6 pages of memory, and only 5 are allowed");
    expect(() => limited([1, 0, 0x80, 0x02], 255)).toThrow("needs 256 pages");
  });

  test("stays as it is without a memory, and if it is no module", () => {
    const plain = Uint8Array.from([...HEADER, ...TYPES]);
    expect(limitPages(plain, 1)).toEqual(plain);
    for (const bytes of [
      [],
      [1, 2, 3],
      [...HEADER, 5],
      [...HEADER, 1, 0xff, 0xff, 0xff, 0xff, 0xff],
      [...HEADER, 5, 5, 0xff, 0xff, 0xff, 0xff, 0x0f],
    ]) {
      expect(limitPages(Uint8Array.from(bytes), 1)).toEqual(Uint8Array.from(bytes));
    }
  });

  // Numbers of 147 bytes and more are no numbers of JavaScript any more.
  test.each([11, 147, 200_000])("stays as it is if one of its numbers has %d bytes", (length) => {
    const long = Array.from({ length }, (_, index) => (index === length - 1 ? 0 : 0x80));
    for (const bytes of [
      [...HEADER, 1, ...long],
      [...HEADER, 5, ...long],
      [...HEADER, 5, 5, ...long],
      [...HEADER, 5, 5, 1, 0, ...long],
      [...HEADER, 5, 5, 0xff, 0xff, 0xff, 0xff, 0x0f, ...long],
    ]) {
      expect(limitPages(Uint8Array.from(bytes), 1)).toEqual(Uint8Array.from(bytes));
    }
  });

  test("has a section of any length", () => {
    const count = 300_000;
    const memories = Array.from({ length: count }, () => [0, 1]).flat();
    const module = Uint8Array.from([...HEADER, 5, 0xc3, 0xcf, 0x24, 0xe0, 0xa7, 0x12, ...memories]);
    const changed = limitPages(module, 5);
    expect([...changed.subarray(8, 18), changed.length]).toEqual([
      5,
      0xa3,
      0xf7,
      0x36,
      0xe0,
      0xa7,
      0x12,
      1,
      1,
      5,
      15 + 3 * count,
    ]);
  });
});
