import { describe, expect, test } from "bun:test";
import { inspectPe } from "../../build/inspect/inspect-pe.ts";
import { madePe, PE } from "../helpers/made-pe.ts";
import { bunTarget, faultsOf, type Fault } from "../helpers/faults.ts";

const TARGET = bunTarget("windows/arm64");
const PAYLOAD = Buffer.alloc(100, "payload");

/** For each check, a change that it must report. */
const FAULTS: readonly Fault[] = [
  ["machine", (file) => file.writeUInt16LE(0x8664, PE.machine)],
  ["kind of image", (file) => file.writeUInt16LE(0x2022, PE.characteristics)],
  ["subsystem", (file) => file.writeUInt16LE(2, PE.subsystem)],
  ["the entry is code", (file) => file.writeUInt32LE(0x2010, PE.entry)],
  ["sections", (file) => file.writeUInt32LE(0x1200, PE.section(2) + 16)],
  ["sections in memory and file", (file) => file.writeUInt32LE(0x1000, PE.section(1) + 12)],
  ["sections in memory and file", (file) => file.writeUInt32LE(0x700, PE.section(2) + 20)],
  ["size of the image", (file) => file.writeUInt32LE(0x3000, PE.imageSize)],
  ["header and section table", (file) => file.writeUInt32LE(0x1ff, PE.headersSize)],
  ["tables of the header", (file) => file.writeUInt32LE(0x2200, PE.directory(1))],
  ["bytes of certificates", (file) => file.writeUInt32LE(8, PE.directory(4) + 4)],
  ["further sections .bun", (file) => file.write(".bun\0\0\0\0", PE.section(1))],
  ["section .bun is read", (file) => file.writeUInt32LE(0, PE.section(2) + 36)],
  ["the rest of the file", (file) => file.writeUInt8(0x91, PE.code + 7)],
];

describe("inspectPe", () => {
  test("reports no fault in a file of Bun", () => {
    const { findings, payload } = inspectPe(madePe(PAYLOAD), madePe(), TARGET);
    expect(findings.filter(({ good }) => !good)).toEqual([]);
    expect(payload).toEqual(PAYLOAD);
  });

  test.each(FAULTS)("reports a fault in the check: %s", (what, change) => {
    const file = madePe(PAYLOAD);
    change(file);
    expect(faultsOf(inspectPe(file, madePe(), TARGET))).toContain(what);
  });

  test("has no check that cannot fail", () => {
    const { findings } = inspectPe(madePe(PAYLOAD), madePe(), TARGET);
    expect(new Set(FAULTS.map(([what]) => what))).toEqual(new Set(findings.map(({ what }) => what)));
  });

  test("refuses a 32-bit program, a program for DOS and one without luff", () => {
    const narrow = madePe(PAYLOAD);
    narrow.writeUInt16LE(0x10b, PE.magic);
    const dos = madePe(PAYLOAD);
    dos.write("NE", PE.machine - 4);
    for (const file of [narrow, dos, madePe()]) expect(() => inspectPe(file, madePe(), TARGET)).toThrow();
  });
});
