import { describe, expect, test } from "bun:test";
import { inspectElf } from "../../build/inspect/inspect-elf.ts";
import { ELF, madeElf } from "../helpers/made-elf.ts";
import { longs } from "../helpers/made-bytes.ts";
import { bunTarget, faultsOf, type Fault } from "../helpers/faults.ts";

const TARGET = bunTarget("linux/arm64-musl");
const PAYLOAD = Buffer.alloc(100, "payload");

/** For each check, what it must find fault with. */
const FAULTS: readonly Fault[] = [
  ["ELF type", (file) => file.writeUInt16LE(1, 16)],
  ["machine", (file) => file.writeUInt16LE(62, 18)],
  ["interpreter", (file) => file.write("/lib/ld-linux-aarch64.so.1", ELF.interpreter)],
  ["needed libraries", (file) => file.write("libgcc_s.so.1\0", ELF.libraryNames + 1)],
  ["the entry is code", (file) => longs(0x40_1008).copy(file, 24)],
  ["segments", (file) => longs(0x9000).copy(file, ELF.segment(2) + 32)],
  ["sections", (file) => longs(0x9000).copy(file, ELF.section(5) + 32)],
  ["loaded segments", (file) => longs(0x20_0000).copy(file, ELF.segment(1) + 16)],
  ["loaded segments", (file) => longs(0x300).copy(file, ELF.segment(1) + 8)],
  ["alignment of segments", (file) => longs(0x40_1008).copy(file, ELF.segment(1) + 16)],
  ["alignment of segments", (file) => longs(0x1000).copy(file, ELF.segment(1) + 40)],
  ["section .bun is loaded", (file) => longs(0x40_3000).copy(file, ELF.section(4) + 16)],
  ["section .bun is loaded", (file) => longs(0x1000).copy(file, ELF.segment(1) + 32)],
  ["Bun's pointer to section .bun", (file) => longs(0).copy(file, ELF.pointer)],
  ["the rest of the file", (file) => file.writeUInt8(0x91, ELF.code + 7)],
];

describe("inspectElf", () => {
  test("finds no fault with what Bun makes", () => {
    const { findings, payload } = inspectElf(madeElf(PAYLOAD), madeElf(), TARGET);
    expect(findings.filter(({ good }) => !good)).toEqual([]);
    expect(payload).toEqual(PAYLOAD);
  });

  test.each(FAULTS)("finds fault by the check: %s", (what, change) => {
    const file = madeElf(PAYLOAD);
    change(file);
    expect(faultsOf(inspectElf(file, madeElf(), TARGET))).toContain(what);
  });

  test("has no check that cannot fail", () => {
    const { findings } = inspectElf(madeElf(PAYLOAD), madeElf(), TARGET);
    expect(new Set(FAULTS.map(([what]) => what))).toEqual(new Set(findings.map(({ what }) => what)));
  });

  test("holds the executable for glibc to glibc's loader", () => {
    expect(faultsOf(inspectElf(madeElf(PAYLOAD), madeElf(), bunTarget("linux/arm64")))).toEqual([
      "interpreter",
      "needed libraries",
    ]);
  });

  test.each([
    ["a 32-bit file", (file: Buffer) => file.writeUInt8(1, 4)],
    ["a file of the other byte order", (file: Buffer) => file.writeUInt8(2, 5)],
    ["a table of segments behind the file", (file: Buffer) => longs(0x9000).copy(file, 32)],
    ["a table of sections behind the file", (file: Buffer) => longs(0x9000).copy(file, 40)],
  ])("refuses %s", (_, change) => {
    const file = madeElf(PAYLOAD);
    change(file);
    expect(() => inspectElf(file, madeElf(), TARGET)).toThrow();
  });
});
