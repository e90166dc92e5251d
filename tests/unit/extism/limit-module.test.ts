import { describe, expect, test } from "bun:test";
import { limitModule } from "../../../src/extism/limit-module.ts";
import { WASM_HEADER, wasmNumber, wasmProgram, wasmSection } from "../../helpers/wasm-bytes.ts";

const TYPES = wasmSection(1, 1, 0x60, 0, 0);
/** An export with the name "m". */
const exported = (kind: number): number[] => wasmSection(7, 1, 1, 0x6d, kind, 0);

function instanceOf(bytes: Uint8Array, pages: number): Readonly<Record<string, unknown>> {
  const changed = limitModule(bytes, pages)! as Uint8Array<ArrayBuffer>;
  return new WebAssembly.Instance(new WebAssembly.Module(changed)).exports;
}

function limited(memory: readonly number[], pages: number): WebAssembly.Memory {
  const module = Uint8Array.from([...WASM_HEADER, ...TYPES, ...wasmSection(5, ...memory), ...exported(2)]);
  return instanceOf(module, pages)["m"] as WebAssembly.Memory;
}

/** The first table of a module. */
function table(tables: readonly number[], pages: number): WebAssembly.Table {
  const module = Uint8Array.from([...WASM_HEADER, ...TYPES, ...wasmSection(4, ...tables), ...exported(1)]);
  return instanceOf(module, pages)["m"] as WebAssembly.Table;
}

/** How much a memory or a table can have in the end. */
function mostOf(grown: WebAssembly.Memory | WebAssembly.Table, by = 1): number {
  try {
    for (;;) grown.grow(by);
  } catch {
    return grown instanceof WebAssembly.Table ? grown.length : grown.buffer.byteLength / 65_536;
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
    expect(() => limited([1, 0, 6], 1)).toThrow("its module needs 6 pages of memory, and only 1 is allowed");
    expect(() => limited([1, 0, 0x80, 0x02], 255)).toThrow("needs 256 pages");
  });

  test("has tables that take no more than the pages, all together", () => {
    expect(mostOf(table([1, 0x70, 0, 1], 1))).toBe(680);
    expect(mostOf(table([1, 0x6f, 0, 1], 1))).toBe(680);
    expect(mostOf(table([1, 0x70, 1, 1, ...wasmNumber(2 ** 32 - 1)], 1))).toBe(680);
    expect(mostOf(table([1, 0x70, 1, 1, 9], 1))).toBe(9);
    // The rest is divided.
    expect(mostOf(table([2, 0x70, 0, 10, 0x6f, 0, 0], 1))).toBe(10 + 333);
    expect(mostOf(table([1, 0x70, 0, ...wasmNumber(9_999_998)], 65_536))).toBe(10_000_000);
  });

  test("is refused if its tables begin with more", () => {
    expect(() => table([1, 0x70, 0, ...wasmNumber(681)], 1)).toThrow(
      "its module has 1 table with 681 elements, for which 1 page of memory is too few",
    );
    expect(() => table([1, 0x70, 0, ...wasmNumber(10_000_000)], 64)).toThrow("for which 64 pages");
    const many = Array.from({ length: 300 }, () => [0x70, 0, 0]).flat();
    expect(() => table([...wasmNumber(300), ...many], 1)).toThrow("its module has 300 tables with 0 elements");
  });

  test("stays as it is without a memory and a table", () => {
    const plain = Uint8Array.from([...WASM_HEADER, ...TYPES]);
    expect(limitModule(plain, 1)).toEqual(plain);
  });

  test("cannot be read if it is no module", () => {
    for (const bytes of [
      [],
      [1, 2, 3],
      [...WASM_HEADER, 5],
      [...WASM_HEADER, 1, 0xff, 0xff, 0xff, 0xff, 0xff],
      [...WASM_HEADER, 1, 0xff, 0xff, 0xff, 0xff, 0x1f],
      [...WASM_HEADER, ...wasmSection(4, 0xff, 0xff, 0xff, 0xff, 0x0f)],
      [...WASM_HEADER, ...wasmSection(5, 1, 0, 1, 0)],
      [...WASM_HEADER, ...wasmSection(10, 1, 9, 0, 0x0b)],
    ]) {
      expect(limitModule(Uint8Array.from(bytes), 1)).toBeUndefined();
    }
  });

  // Numbers of 147 bytes and more are no numbers of JavaScript any more.
  test.each([6, 11, 147, 200_000])("cannot be read if one of its numbers has %d bytes", (length) => {
    const long = Array.from({ length }, (_, index) => (index === length - 1 ? 0 : 0x80));
    for (const bytes of [
      [...WASM_HEADER, 1, ...long],
      [...WASM_HEADER, ...wasmSection(5, ...long)],
      [...WASM_HEADER, ...wasmSection(5, 1, 0, ...long)],
      [...WASM_HEADER, ...wasmSection(4, 1, 0x70, 0, ...long)],
    ]) {
      expect(limitModule(Uint8Array.from(bytes), 1)).toBeUndefined();
    }
  });
});

const VECTOR = [0xfd, 12, ...Array.from({ length: 16 }, () => 0x06)];

describe("a module of WebAssembly 2.0", () => {
  /** Values that look like instructions that are refused are in all places where instructions have values. */
  test.each<readonly [string, readonly number[], Parameters<typeof wasmProgram>[1]?]>([
    ["numbers", [0x41, 6, 0x42, 0xfe, 0, 0x43, 6, 0xfb, 6, 6, 0x44, 6, 6, 6, 6, 6, 6, 6, 0xfe, 0x1a, 0x1a, 0x1a]],
    [
      "blocks",
      [0x02, 0x40, 0x03, 0x7f, 0x41, 1, 0x0b, 0x04, 0x00, 0x41, 0x06, 0x05, 0x41, 0x06, 0x0b, 0x1a, 0x0b, 0x41, 6],
    ],
    ["labels", [0x02, 0x40, 0x41, 0x06, 0x0e, 2, 0, 0, 0, 0x0b, 0x41, 6]],
    ["a choice by type", [0x41, 6, 0x41, 6, 0x41, 6, 0x1c, 1, 0x7f]],
    ["references", [0xd0, 0x70, 0xd1]],
    ["places", [0x41, 6, 0x28, 2, 0x06], { 5: [1, 0, 1] }],
    ["vectors", [...VECTOR, ...VECTOR, 0xfd, 13, ...VECTOR.slice(2), 0xfd, 27, 3]],
    ["places of vectors", [0x41, 6, 0xfd, 0, 4, 6, 0xfd, 21, 6], { 5: [1, 0, 1] }],
    ["lanes in memory", [0x41, 6, ...VECTOR, 0xfd, 84, 0, 6, 6, 0xfd, 21, 6], { 5: [1, 0, 1] }],
    ["memories", [0x3f, 0, 0x40, 0, 0x41, 0, 0x41, 0, 0xfc, 11, 0, 0x3f, 0], { 5: [1, 0, 1] }],
    ["tables", [0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 14, 0, 0, 0xfc, 16, 0], { 4: [1, 0x70, 0, 1] }],
    ["conversions", [0x43, 6, 6, 6, 6, 0xfc, 0]],
  ])("is taken: %s", (_, code, ...[sections]) => {
    const bytes = wasmProgram(code, sections) as Uint8Array<ArrayBuffer>;
    expect(limitModule(bytes, 5)).toBeDefined();
    // Otherwise the example is wrong.
    expect(WebAssembly.validate(bytes)).toBe(true);
  });

  const COLLECTION = "types of garbage collection";
  const EXCEPTIONS = "exceptions";
  const TYPED = "references to functions by their types";
  test.each<readonly [string, readonly number[], Parameters<typeof wasmProgram>[1]?]>([
    [COLLECTION, [0x41, 0], { 1: [2, 0x60, 0, 1, 0x7f, 0x5f, 0] }],
    [COLLECTION, [0x41, 0], { 1: [2, 0x60, 0, 1, 0x7f, 0x5e, 0x78, 1] }],
    [COLLECTION, [0x41, 0], { 1: [1, 0x4e, 1, 0x60, 0, 1, 0x7f] }],
    [COLLECTION, [0x41, 0, 0xfb, 0x1c, 0x1a, 0x41, 0]],
    [COLLECTION, [0x41, 0], { 4: [1, 0x6e, 0, 1] }],
    [COLLECTION, [0xd0, 0x71, 0xd1]],
    [EXCEPTIONS, [0x41, 0], { 1: [2, 0x60, 0, 1, 0x7f, 0x60, 0, 0], 13: [1, 0, 1] }],
    [EXCEPTIONS, [0x06, 0x7f, 0x41, 0, 0x19, 0x41, 1, 0x0b]],
    [EXCEPTIONS, [0x02, 0x40, 0x1f, 0x40, 1, 2, 0, 0x0b, 0x0b, 0x41, 0]],
    [EXCEPTIONS, [0x41, 0], { 4: [1, 0x69, 0, 1] }],
    [EXCEPTIONS, [0x02, 0x69, 0x0b]],
    [TYPED, [0x41, 0], { 4: [1, 0x63, 0x70, 0, 1] }],
    [TYPED, [0xd2, 0, 0x14, 0]],
    [TYPED, [0x41, 0], { 1: [2, 0x60, 0, 1, 0x7f, 0x60, 1, 0x64, 0, 0] }],
    ["tables with a value for each element", [0x41, 0], { 4: [1, 0x40, 0, 0x70, 0, 1, 0xd0, 0x70, 0x0b] }],
    ["several memories", [0x41, 0], { 5: [2, 0, 1, 0, 1] }],
    ["several memories", [0x41, 0, 0x28, 0x42, 0, 0], { 5: [1, 0, 1] }],
    ["addresses of 64 bits", [0x41, 0], { 5: [1, 4, 1] }],
    ["addresses of 64 bits", [0x41, 0], { 4: [1, 0x70, 4, 1] }],
    ["shared memory or atomic instructions", [0x41, 0], { 5: [1, 3, 1, 2] }],
    ["shared memory or atomic instructions", [0xfe, 3, 0, 0x41, 0]],
    ["tail calls", [0x12, 0]],
    ["relaxed vector instructions", [...VECTOR, ...VECTOR, 0xfd, 0x80, 2, 0x1a, 0x41, 0]],
  ])("has no %s: %j", (feature, code, ...[sections]) => {
    expect(() => limitModule(wasmProgram(code, sections), 5)).toThrow(
      `its module uses ${feature}, which neither luff nor Helm runs`,
    );
  });
});
