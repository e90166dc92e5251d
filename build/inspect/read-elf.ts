import type { Part } from "./check-parts.ts";

/** A 64-bit little-endian ELF file, as far as it concerns whoever starts it. */
export interface ElfFile {
  readonly type: number;
  readonly machine: number;
  readonly entry: number;
  readonly segments: readonly ElfSegment[];
  readonly sections: readonly Part[];
  /** "" where the file asks for none. */
  readonly interpreter: string;
  /** The names of the libraries that the loader must find. */
  readonly needed: readonly string[];
}

/** What the loader maps or reads. */
export interface ElfSegment extends Part {
  readonly type: number;
  readonly flags: number;
  readonly alignment: number;
}

/** Types of segments. */
export const [LOAD, DYNAMIC, INTERPRETER] = [1, 2, 3] as const;
/** The flag of a segment that is run. */
export const EXECUTABLE = 1;

const NO_BITS = 8;
const [NEEDED, STRING_TABLE] = [1, 5] as const;

/** Reads the file's headers. Throws where it is of another kind, or where something that is read lies outside. */
export function readElf(file: Buffer): ElfFile {
  if (file.toString("latin1", 0, 6) !== "\x7fELF\x02\x01") throw new Error("no 64-bit little-endian ELF file");
  const segments = table(file, { at: word(file, 32), size: 56, count: file.readUInt16LE(56) }).map(readSegment);
  const interpreter = segments.find(({ type }) => type === INTERPRETER);
  return {
    type: file.readUInt16LE(16),
    machine: file.readUInt16LE(18),
    entry: word(file, 24),
    segments,
    sections: readSections(file),
    interpreter: interpreter === undefined ? "" : text(file, interpreter.offset),
    needed: readNeeded(file, segments),
  };
}

function readSegment(header: Buffer, index: number): ElfSegment {
  return {
    name: `segment ${index}`,
    type: header.readUInt32LE(0),
    flags: header.readUInt32LE(4),
    offset: word(header, 8),
    address: word(header, 16),
    size: word(header, 32),
    memorySize: word(header, 40),
    alignment: word(header, 48),
  };
}

function readSections(file: Buffer): Part[] {
  const headers = table(file, { at: word(file, 40), size: 64, count: file.readUInt16LE(60) });
  const names = headers[file.readUInt16LE(62)];
  if (names === undefined) return [];
  return headers.map((header) => ({
    name: text(file, word(names, 24) + header.readUInt32LE(0)),
    offset: word(header, 24),
    size: header.readUInt32LE(4) === NO_BITS ? 0 : word(header, 32),
    address: word(header, 16),
    memorySize: word(header, 16) === 0 ? 0 : word(header, 32),
  }));
}

function readNeeded(file: Buffer, segments: readonly ElfSegment[]): string[] {
  const dynamic = segments.find(({ type }) => type === DYNAMIC);
  if (dynamic === undefined) return [];
  const entries = table(file, { at: dynamic.offset, size: 16, count: dynamic.size / 16 });
  const values = (tag: number): number[] => entries.filter((one) => word(one, 0) === tag).map((one) => word(one, 8));
  const [strings = 0] = values(STRING_TABLE);
  const home = segments.find((one) => one.type === LOAD && one.address <= strings && strings < one.address + one.size);
  if (home === undefined) throw new Error("the names of the libraries lie in no segment");
  return values(NEEDED).map((at) => text(file, strings - home.address + home.offset + at));
}

/** The rows of a table; throws where it reaches beyond the file. */
function table(file: Buffer, { at, size, count }: { at: number; size: number; count: number }): Buffer[] {
  if (at + size * count > file.length) throw new Error(`a table at ${at} ends behind the file`);
  return Array.from({ length: count }, (_, index) => file.subarray(at + index * size, at + (index + 1) * size));
}

function word(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

function text(file: Buffer, at: number): string {
  return file.toString("latin1", at, file.indexOf(0, at));
}
