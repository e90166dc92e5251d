import type { Part } from "./check-parts.ts";

/** The parts of a 64-bit Windows executable that matter for starting it. */
export interface PeFile {
  readonly machine: number;
  /** The file's flags: executable, library, … */
  readonly characteristics: number;
  readonly subsystem: number;
  /** The program's entry point, relative to the start of the image. */
  readonly entry: number;
  readonly sectionAlignment: number;
  readonly imageSize: number;
  /** How many bytes of the file all headers together may take. */
  readonly headersSize: number;
  /** How many bytes they take. */
  readonly headersEnd: number;
  readonly sections: readonly PeSection[];
  readonly directories: readonly PeDirectory[];
}

export interface PeSection extends Part {
  readonly characteristics: number;
}

/** A table that Windows finds by its number: an address and a size, 0 if there is none. */
export interface PeDirectory {
  readonly address: number;
  readonly size: number;
}

/** The directory of the certificates; its "address" is an offset in the file. */
export const CERTIFICATES = 4;

const SIGNATURE = "PE\0\0";
const WIDE = 0x20b;
const OPTIONAL_HEADER = 24;
const DIRECTORIES = OPTIONAL_HEADER + 112;
const SECTION_SIZE = 40;

/** Reads the file's headers. Throws if the file is of another kind, or they reach beyond it. */
export function readPe(file: Buffer): PeFile {
  if (file.toString("latin1", 0, 2) !== "MZ") throw new Error("no executable for Windows");
  const start = file.readUInt32LE(0x3c);
  const head = file.subarray(start);
  if (head.toString("latin1", 0, 4) !== SIGNATURE) throw new Error("no executable for Windows");
  if (head.readUInt16LE(OPTIONAL_HEADER) !== WIDE) throw new Error("not a 64-bit executable for Windows");
  const sectionTable = OPTIONAL_HEADER + head.readUInt16LE(20);
  const count = head.readUInt16LE(6);
  return {
    machine: head.readUInt16LE(4),
    characteristics: head.readUInt16LE(22),
    entry: head.readUInt32LE(OPTIONAL_HEADER + 16),
    sectionAlignment: head.readUInt32LE(OPTIONAL_HEADER + 32),
    imageSize: head.readUInt32LE(OPTIONAL_HEADER + 56),
    headersSize: head.readUInt32LE(OPTIONAL_HEADER + 60),
    subsystem: head.readUInt16LE(OPTIONAL_HEADER + 68),
    directories: Array.from({ length: head.readUInt32LE(DIRECTORIES - 4) }, (_, index) => ({
      address: head.readUInt32LE(DIRECTORIES + index * 8),
      size: head.readUInt32LE(DIRECTORIES + index * 8 + 4),
    })),
    headersEnd: start + sectionTable + count * SECTION_SIZE,
    sections: Array.from({ length: count }, (_, index) => readSection(head, sectionTable + index * SECTION_SIZE)),
  };
}

function readSection(head: Buffer, at: number): PeSection {
  return {
    name: head.toString("latin1", at, at + 8).replace(/\0.*$/s, ""),
    memorySize: head.readUInt32LE(at + 8),
    address: head.readUInt32LE(at + 12),
    size: head.readUInt32LE(at + 16),
    offset: head.readUInt32LE(at + 20),
    characteristics: head.readUInt32LE(at + 36),
  };
}
