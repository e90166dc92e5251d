import type { BunTarget } from "../targets.ts";
import { bytesOf, expectApart, expectInside, expectUnchanged, type Part } from "./check-parts.ts";
import { expectHolds, expectNone, expectSame, hex, type Finding } from "./finding.ts";
import type { Inspection } from "./inspect-executable.ts";
import { EXECUTABLE, LOAD, readElf, type ElfFile, type ElfSegment } from "./read-elf.ts";

const EXECUTABLE_FILE = 2;

/** By Go's word: the number of the machine, and GNU's name in the names of loaders. */
const MACHINES: Readonly<Record<string, { readonly number: number; readonly glibc: string; readonly musl: string }>> = {
  amd64: { number: 62, glibc: "/lib64/ld-linux-x86-64.so.2", musl: "x86_64" },
  arm64: { number: 183, glibc: "/lib/ld-linux-aarch64.so.1", musl: "aarch64" },
};

/** Looks at a file for Linux beside the Bun that luff was put into. Throws where it cannot be read. */
export function inspectElf(file: Buffer, original: Buffer, target: BunTarget): Inspection {
  const [elf, bare] = [readElf(file), readElf(original)];
  const [payload, place] = [elf, bare].map(({ sections }) => sections.find(({ name }) => name === ".bun"));
  if (payload === undefined || place === undefined) throw new Error("there is no section .bun");
  const findings = [
    ...expectKind(elf, target),
    expectInside("segments", elf.segments, file),
    expectInside("sections", elf.sections, file),
    expectApart("loaded segments", loaded(elf)),
    expectLoadable(elf),
    expectHolds("section .bun is loaded", loads(elf, payload)),
    expectSame("Bun's pointer to section .bun", hex(Number(file.readBigUInt64LE(place.offset))), hex(payload.address)),
    expectUnchanged({ file, parts: elf.sections }, { file: original, parts: bare.sections }, [".bun"]),
  ];
  return { findings, payload: bytesOf(file, payload) };
}

function expectKind(elf: ElfFile, target: BunTarget): Finding[] {
  const machine = MACHINES[target.arch];
  if (machine === undefined) throw new Error(`no machine is known for ${target.arch}`);
  const musl = target.variant === "musl";
  const interpreter = musl ? `/lib/ld-musl-${machine.musl}.so.1` : machine.glibc;
  const loader = interpreter.replace(/^.*\//, "");
  const needed = musl
    ? ["libstdc++.so.6", `libc.musl-${machine.musl}.so.1`]
    : ["libc.so.6", loader, "libpthread.so.0", "libdl.so.2", "libm.so.6"];
  return [
    expectSame("ELF type", elf.type, EXECUTABLE_FILE),
    expectSame("machine", elf.machine, machine.number),
    expectSame("interpreter", elf.interpreter, interpreter),
    expectSame("needed libraries", elf.needed.toSorted().join(" "), needed.toSorted().join(" ")),
    expectHolds(
      "the entry is code",
      loaded(elf).some((segment) => runs(segment, elf.entry)),
    ),
  ];
}

/** What the kernel asks of segments: their bytes at the same place in a page as in the file, no more of them than memory. */
function expectLoadable(elf: ElfFile): Finding {
  const bad = loaded(elf).filter(({ address, alignment, memorySize, offset, size }) => {
    return (address - offset) % Math.max(alignment, 1) !== 0 || size > memorySize;
  });
  return expectNone(
    "alignment of segments",
    "as in the file",
    bad.map(({ name }) => `${name} cannot be mapped`),
  );
}

function loaded(elf: ElfFile): ElfSegment[] {
  return elf.segments.filter(({ type }) => type === LOAD);
}

function runs({ flags, address, size }: ElfSegment, entry: number): boolean {
  return (flags & EXECUTABLE) !== 0 && address <= entry && entry < address + size;
}

/** Whether a segment maps the section's bytes to the section's address. */
function loads(elf: ElfFile, section: Part): boolean {
  return loaded(elf).some((segment) => {
    const within = section.offset - segment.offset;
    return within >= 0 && within + section.size <= segment.size && segment.address + within === section.address;
  });
}
