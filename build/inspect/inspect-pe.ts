import type { BunTarget } from "../targets.ts";
import { bytesOf, expectApart, expectInside, expectUnchanged } from "./check-parts.ts";
import { expectHolds, expectNone, expectSame, hex, type Finding } from "./finding.ts";
import type { Inspection } from "./inspect-executable.ts";
import { CERTIFICATES, readPe, type PeFile } from "./read-pe.ts";

/** By Go's name. */
const MACHINES: Readonly<Record<string, number>> = { amd64: 0x8664, arm64: 0xaa64 };

const [EXECUTABLE_IMAGE, LIBRARY] = [0x2, 0x2000] as const;
const CONSOLE = 3;
const [RUN, READ] = [0x20000000, 0x40000000] as const;

/** Inspects a file for Windows, and compares it with the Bun that luff was put into. Throws if it cannot be read. */
export function inspectPe(file: Buffer, original: Buffer, target: BunTarget): Inspection {
  const pe = readPe(file);
  const [payload, ...more] = pe.sections.filter(({ name }) => name === ".bun");
  if (payload === undefined) throw new Error("there is no section .bun");
  const findings = [
    ...expectKind(pe, target),
    expectInside("sections", pe.sections, file),
    expectApart("sections in memory and file", pe.sections),
    ...expectHeaders(pe),
    expectSame("further sections .bun", more.length, 0),
    expectHolds("section .bun is read", (payload.characteristics & READ) !== 0),
    expectUnchanged({ file, parts: pe.sections }, { file: original, parts: readPe(original).sections }, [".bun"]),
  ];
  return { findings, payload: bytesOf(file, payload).subarray(0, payload.memorySize) };
}

function expectKind(pe: PeFile, target: BunTarget): Finding[] {
  const code = pe.sections.filter(({ characteristics }) => (characteristics & RUN) !== 0);
  const home = code.find(({ address, memorySize }) => address <= pe.entry && pe.entry < address + memorySize);
  return [
    expectSame("machine", hex(pe.machine), hex(MACHINES[target.arch] ?? 0)),
    expectSame("kind of image", hex(pe.characteristics & (EXECUTABLE_IMAGE | LIBRARY)), hex(EXECUTABLE_IMAGE)),
    expectSame("subsystem", pe.subsystem, CONSOLE),
    expectHolds("the entry is code", home !== undefined),
  ];
}

function expectHeaders(pe: PeFile): Finding[] {
  const end = Math.max(...pe.sections.map(({ address, memorySize }) => address + memorySize));
  const image = Math.ceil(end / pe.sectionAlignment) * pe.sectionAlignment;
  const tables = pe.directories.map((directory, index) => ({ ...directory, index })).filter(({ size }) => size > 0);
  const homeless = tables.filter(({ address, size, index }) => {
    return (
      index !== CERTIFICATES &&
      !pe.sections.some((one) => {
        return one.address <= address && address + size <= one.address + one.memorySize;
      })
    );
  });
  return [
    expectSame("size of the image", pe.imageSize, image),
    expectNone(
      "header and section table",
      `${pe.headersEnd} of ${pe.headersSize} bytes`,
      pe.headersEnd > pe.headersSize ? [`${pe.headersEnd} of ${pe.headersSize} bytes`] : [],
    ),
    expectNone(
      "tables of the header",
      `${tables.length}, all inside sections`,
      homeless.map(({ index }) => `table ${index} lies in no section`),
    ),
    // Bun's own certificate would be for a different file.
    expectSame("bytes of certificates", pe.directories[CERTIFICATES]?.size ?? 0, 0),
  ];
}
