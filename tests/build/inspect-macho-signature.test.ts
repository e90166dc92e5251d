import { describe, expect, test } from "bun:test";
import { inspectMachOSignature } from "../../build/inspect/inspect-macho-signature.ts";
import { readMachO } from "../../build/inspect/read-macho.ts";
import type { Finding } from "../../build/inspect/finding.ts";
import { faultsOf, type Fault } from "../helpers/faults.ts";
import { MACHO, madeMachO } from "../helpers/made-macho.ts";

const FILE = madeMachO(Buffer.alloc(100, "payload"));
/** The places of the signature, and of the code directory in it. */
const SIGNATURE = MACHO.fixups + 0x400;
const DIRECTORY = SIGNATURE + 20;

/** For each check, a change that it must report. */
const FAULTS: readonly Fault[] = [
  ["last segment", (file) => file.write("__LINKEDITS", place(file, "__LINKEDIT\0"))],
  ["end of the signature", (file) => file.writeUInt32LE(64, command(file) + 12)],
  ["end of __LINKEDIT", (file) => file.writeUInt32LE(0x440, place(file, "__LINKEDIT\0") + 40)],
  ["alignment of the signature", (file) => moveSignature(file, 4)],
  ["signature fits its command", (file) => file.writeUInt32BE(0x9000, SIGNATURE + 4)],
  ["identifier", (file) => file.write("fuff", DIRECTORY + 88)],
  ["flags of the signature", (file) => file.writeUInt32BE(0x10002, DIRECTORY + 12)],
  ["parts of the signature", (file) => file.writeUInt32BE(2, SIGNATURE + 8)],
  ["hash function and size", (file) => file.writeUInt8(1, DIRECTORY + 37)],
  ["page size", (file) => file.writeUInt8(14, DIRECTORY + 39)],
  ["signed bytes", (file) => file.writeUInt32BE(MACHO.fixups, DIRECTORY + 32)],
  ["pages with a hash", (file) => file.writeUInt32BE(12, DIRECTORY + 28)],
  ["hashes", (file) => file.writeUInt8(8, MACHO.code)],
  ["hashes", (file) => file.writeUInt8(8, SIGNATURE - 1)],
  ["hashes", (file) => file.writeUInt8(8, 12)],
  ["segment __TEXT in the signature", (file) => file.writeUInt32BE(0x4000, DIRECTORY + 76)],
];

describe("inspectMachOSignature", () => {
  test("reports no fault in a file of signMachO", () => {
    const findings = inspect(FILE);
    expect(findings.filter(({ good }) => !good)).toEqual([]);
    expect(findings.find(({ what }) => what === "hashes")?.found).toStartWith("13, ");
  });

  test.each(FAULTS)("reports a fault in the check: %s", (what, change) => {
    const file = Buffer.from(FILE);
    change(file);
    expect(faultsOf({ findings: inspect(file) })).toContain(what);
  });

  test("has no check that cannot fail", () => {
    expect(new Set(FAULTS.map(([what]) => what))).toEqual(new Set(inspect(FILE).map(({ what }) => what)));
  });

  test.each([
    ["no signature", SIGNATURE],
    ["no code directory", DIRECTORY],
  ])("refuses %s", (_, at) => {
    const file = Buffer.from(FILE);
    file.writeUInt32BE(0, at);
    expect(() => inspect(file)).toThrow();
  });
});

function inspect(file: Buffer): Finding[] {
  return inspectMachOSignature(readMachO(file), file);
}

function place(file: Buffer, text: string): number {
  return file.indexOf(text);
}

/** Where the command for the signature is. */
function command(file: Buffer): number {
  return file.indexOf(Buffer.from([0x1d, 0, 0, 0, 16, 0, 0, 0]));
}

/** Moves the signature by some bytes, which the last hashes lose. */
function moveSignature(file: Buffer, by: number): void {
  file.copyWithin(SIGNATURE + by, SIGNATURE, file.length - by);
  file.writeUInt32LE(SIGNATURE + by, command(file) + 8);
}
