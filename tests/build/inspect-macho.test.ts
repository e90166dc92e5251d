import { describe, expect, test } from "bun:test";
import { inspectMachO } from "../../build/inspect/inspect-macho.ts";
import { inspectMachOSignature } from "../../build/inspect/inspect-macho-signature.ts";
import { readMachO } from "../../build/inspect/read-macho.ts";
import { longs } from "../helpers/made-bytes.ts";
import { bunTarget, faultsOf } from "../helpers/faults.ts";
import { command, library, MACHO, madeMachO, section, segment, type MachOChange } from "../helpers/made-macho.ts";

const TARGET = bunTarget("darwin/arm64");
const PAYLOAD = Buffer.alloc(100, "payload");
const BARE = madeMachO(Buffer.alloc(8));
const NONE = Buffer.alloc(0);
const BASE = 0x1_0000_0000;

/** For each check, a file that it must refuse; the signature covers the fault. */
const FAULTS: readonly (readonly [string, MachOChange])[] = [
  ["processor", { change: (file) => file.writeUInt32LE(0x1000007, 4) }],
  ["file type", { change: (file) => file.writeUInt32LE(6, 12) }],
  ["position-independent", { change: (file) => file.writeUInt32LE(0x85, 24) }],
  ["the entry is code", { commands: { main: command(0x80000028, MACHO.payload, 0, 0, 0) } }],
  ["minimum system", { commands: { version: command(0x32, 1, 0xe0000, 0x1a0500, 0) } }],
  ["minimum system", { commands: { version: command(0x32, 2, 0xd0000, 0x1a0500, 0) } }],
  ["loader", { commands: { loader: NONE } }],
  ["libraries", { commands: { library: library("/opt/lib/libfoo.dylib") } }],
  ["segments", { commands: { bun: bunSegment({ size: 0x90_0000 }) } }],
  ["segments in memory and file", { commands: { bun: bunSegment({ address: BASE + 0x4000 }) } }],
  ["alignment of segments", { commands: { bun: bunSegment({ address: BASE + 0x9000, size: 0x1000 }) } }],
  ["sections", { commands: { bun: bunSegment({ sectionAddress: BASE + 0x8010 }) } }],
  ["sections", { commands: { bun: bunSegment({ sectionAddress: BASE }) } }],
  ["tables of the loader", { commands: { symbols: command(0x2, 0x100, 4, MACHO.fixups + 0x140, 0x40) } }],
  [
    "tables of the loader",
    { commands: { symbols: command(0x2, MACHO.fixups + 0x100, 4, MACHO.fixups + 0x140, 0x4000) } },
  ],
  ["pointers", { change: (file) => file.writeUInt32LE(5, MACHO.fixups + 16) }],
  ["pointers", { change: (file) => longs(0x4000).copy(file, MACHO.fixups + 48) }],
  ["the rest of the file", { change: (file) => file.writeUInt8(8, MACHO.code + 7) }],
];

describe("inspectMachO", () => {
  test("reports no fault in a file that Bun makes and luff signs", () => {
    const { findings, payload } = inspectMachO(madeMachO(PAYLOAD), BARE, TARGET);
    expect(findings.filter(({ good }) => !good)).toEqual([]);
    expect(payload).toEqual(PAYLOAD);
  });

  test.each(FAULTS)("reports a fault in the check: %s", (what, change) => {
    expect(faultsOf(inspectMachO(madeMachO(PAYLOAD, change), BARE, TARGET))).toContain(what);
  });

  test("has no check that cannot fail, except those of the signature", () => {
    const file = madeMachO(PAYLOAD);
    const ofSignature = inspectMachOSignature(readMachO(file), file).map(({ what }) => what);
    const { findings } = inspectMachO(file, BARE, TARGET);
    const others = findings.map(({ what }) => what).filter((what) => !ofSignature.includes(what));
    expect(new Set(FAULTS.map(([what]) => what))).toEqual(new Set(others));
  });

  test("reports a missing signature", () => {
    const unsigned = madeMachO(PAYLOAD);
    const at = unsigned.indexOf(Buffer.from([0x1d, 0, 0, 0, 16, 0, 0, 0]));
    unsigned.writeUInt32LE(0x7f, at);
    expect(faultsOf(inspectMachO(unsigned, BARE, TARGET))).toEqual(["signature"]);
  });

  test("refuses a fat file, commands behind the header's and a file without luff", () => {
    const fat = madeMachO(PAYLOAD);
    fat.writeUInt32LE(0xbebafeca, 0);
    const short = madeMachO(PAYLOAD);
    short.writeUInt32LE(short.readUInt32LE(20) - 8, 20);
    const empty = madeMachO(PAYLOAD, { commands: { bun: segment("__BUN", { offset: 0, size: 0 }) } });
    for (const file of [fat, short, empty]) expect(() => inspectMachO(file, BARE, TARGET)).toThrow();
  });
});

/** The command for the payload's segment, otherwise than it should be. */
function bunSegment(change: { address?: number; size?: number; sectionAddress?: number }): Buffer {
  const { address = BASE + MACHO.payload, size = 0x4000, sectionAddress = address } = change;
  return segment("__BUN", { offset: MACHO.payload, address, size }, [
    section("__bun", "__BUN", { address: sectionAddress, offset: MACHO.payload, size: PAYLOAD.length }),
  ]);
}
