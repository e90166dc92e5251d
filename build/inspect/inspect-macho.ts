import type { BunTarget } from "../targets.ts";
import { bytesOf, expectApart, expectInside, expectUnchanged } from "./check-parts.ts";
import { expectHolds, expectNone, expectSame, hex, type Finding } from "./finding.ts";
import type { Inspection } from "./inspect-executable.ts";
import { inspectMachOSignature } from "./inspect-macho-signature.ts";
import { linkEditData } from "./link-edit-data.ts";
import { COMMANDS, findCommand, readMachO, textOf, type MachOFile } from "./read-macho.ts";

/** By Go's name: the processor's number, and the size of the pages in which segments are mapped. */
const PROCESSORS: Readonly<Record<string, { readonly number: number; readonly page: number }>> = {
  amd64: { number: 0x1000007, page: 4096 },
  arm64: { number: 0x100000c, page: 16_384 },
};

const EXECUTABLE_FILE = 2;
const POSITION_INDEPENDENT = 0x200000;
const EXECUTE = 4;
/** The first macOS that this Bun starts on. */
const MINIMUM = "macOS 13.0";

/** Inspects a file for macOS, and compares it with the Bun that luff was put into. Throws if it cannot be read. */
export function inspectMachO(file: Buffer, original: Buffer, target: BunTarget): Inspection {
  const [macho, bare] = [readMachO(file), readMachO(original)];
  const payload = sectionsOf(macho).find(({ name }) => name === "__BUN,__bun");
  if (payload === undefined) throw new Error("there is no section __BUN,__bun");
  const findings = [
    ...expectKind(macho, target),
    ...expectLoader(macho),
    expectInside("segments", macho.segments, file),
    expectApart("segments in memory and file", macho.segments),
    expectAligned(macho, target),
    expectSectionsAtHome(macho),
    expectLinkEditAtHome(macho),
    expectFixups(macho, file),
    ...inspectMachOSignature(macho, file),
    expectUnchanged(
      { file, parts: [...sectionsOf(macho), ...linkEditData(macho)] },
      { file: original, parts: [...sectionsOf(bare), ...linkEditData(bare)] },
      [payload.name, "signature"],
    ),
  ];
  return { findings, payload: bytesOf(file, payload) };
}

function expectKind(macho: MachOFile, target: BunTarget): Finding[] {
  const main = findCommand(macho, COMMANDS.main);
  const entry = main === undefined ? -1 : Number(main.readBigUInt64LE(8));
  const code = macho.segments.filter(({ protection }) => (protection & EXECUTE) !== 0);
  return [
    expectSame("processor", hex(macho.processor), hex(PROCESSORS[target.arch]?.number ?? 0)),
    expectSame("file type", macho.type, EXECUTABLE_FILE),
    expectHolds("position-independent", (macho.flags & POSITION_INDEPENDENT) !== 0),
    expectHolds(
      "the entry is code",
      code.some(({ offset, size }) => offset <= entry && entry < offset + size),
    ),
  ];
}

function expectLoader(macho: MachOFile): Finding[] {
  const loader = findCommand(macho, COMMANDS.loader);
  const libraries = macho.commands.filter(({ id }) => id === COMMANDS.library).map(({ bytes }) => textOf(bytes));
  return [
    expectSame("minimum system", minimumSystem(findCommand(macho, COMMANDS.buildVersion)), MINIMUM),
    expectSame("loader", loader === undefined ? "none" : textOf(loader), "/usr/lib/dyld"),
    expectNone(
      "libraries",
      libraries.join(" "),
      libraries
        .filter((name) => !/^\/(usr\/lib|System\/Library)\//.test(name))
        .map((name) => `${name} is not the system's`),
    ),
  ];
}

function minimumSystem(command: Buffer | undefined): string {
  if (command === undefined) return "none";
  const [platform, version] = [command.readUInt32LE(8), command.readUInt32LE(12)];
  return `${platform === 1 ? "macOS" : `platform ${platform}`} ${version >>> 16}.${(version >>> 8) & 0xff}`;
}

function expectAligned({ segments }: MachOFile, target: BunTarget): Finding {
  const page = PROCESSORS[target.arch]?.page ?? 1;
  const bad = segments.filter(({ address, offset }) => address % page !== 0 || offset % page !== 0);
  const faults = bad.map(({ name }) => `${name} does not begin on a page of ${page} bytes`);
  return expectNone("alignment of segments", `on pages of ${page} bytes`, faults);
}

function expectSectionsAtHome({ segments }: MachOFile): Finding {
  const astray = segments.flatMap((segment) => {
    return segment.sections.filter(({ address, memorySize, offset, size }) => {
      const inMemory = segment.address <= address && address + memorySize <= segment.address + segment.memorySize;
      return !inMemory || (size > 0 && offset - segment.offset !== address - segment.address);
    });
  });
  const count = segments.flatMap(({ sections }) => sections).length;
  return expectNone(
    "sections",
    `${count}, all inside their segments`,
    astray.map(({ name }) => `${name} lies outside`),
  );
}

/** The tables that the loader reads come after the payload: they moved when it was inserted. */
function expectLinkEditAtHome(macho: MachOFile): Finding {
  const home = macho.segments.find(({ name }) => name === "__LINKEDIT");
  const tables = linkEditData(macho);
  const astray = tables.filter(({ offset, size }) => {
    return home === undefined || offset < home.offset || offset + size > home.offset + home.size;
  });
  return expectNone(
    "tables of the loader",
    `${tables.length}, all inside __LINKEDIT`,
    astray.map(({ name }) => `${name} lies outside of __LINKEDIT`),
  );
}

/** The loader refuses a file whose table of pointers has different segments, or different addresses for them. */
function expectFixups(macho: MachOFile, file: Buffer): Finding {
  const fixups = linkEditData(macho).find(({ name }) => name === "fixups");
  const base = macho.segments.find(({ name }) => name === "__TEXT");
  if (fixups === undefined || base === undefined) return expectNone("pointers", "", ["there is no table of them"]);
  const starts = file.subarray(fixups.offset + file.readUInt32LE(fixups.offset + 4));
  const count = starts.readUInt32LE(0);
  const moved = macho.segments.filter(({ address }, index) => {
    const at = index < count ? starts.readUInt32LE(4 + index * 4) : 0;
    return at !== 0 && Number(starts.readBigUInt64LE(at + 8)) !== address - base.address;
  });
  return expectNone("pointers", `in ${count} segments, at their addresses`, [
    ...(count === macho.segments.length ? [] : [`the table knows ${count} of ${macho.segments.length} segments`]),
    ...moved.map(({ name }) => `the table has ${name} at another address`),
  ]);
}

function sectionsOf({ segments }: MachOFile): MachOFile["segments"][number]["sections"][number][] {
  return segments.flatMap(({ sections }) => sections);
}
