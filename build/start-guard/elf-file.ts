/** The parts of a 64-bit little-endian ELF file that matter for its start and its exported functions. */
export interface ElfFile {
  readonly machine: number;
  readonly entry: number;
  /** The loader that the file names, "" for none. */
  readonly interpreter: string;
  readonly segments: readonly ElfSegment[];
  readonly exports: readonly ElfSymbol[];
}

/** A mapped part: bytes of the file, and their address. */
export interface ElfSegment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

export interface ElfSymbol {
  readonly name: string;
  readonly address: number;
  readonly size: number;
}

/** The offset in the header of the first instruction's address. */
export const ENTRY_AT = 24;
/** Types of segments. */
export const LOAD = 1;
const INTERPRETER = 3;
/** The type of the section with the exported symbols. */
const DYNAMIC_SYMBOLS = 11;

/** Reads a file's headers. Throws if it is of another kind or ends too early. */
export function readElf(file: Buffer): ElfFile {
  if (file.toString("latin1", 0, 6) !== "\x7fELF\x02\x01") throw new Error("not a 64-bit little-endian ELF file");
  const segments = rows(file, { at: word(file, 32), size: 56, count: file.readUInt16LE(56) }).map((header) => ({
    type: header.readUInt32LE(0),
    offset: word(header, 8),
    address: word(header, 16),
    size: word(header, 32),
  }));
  const interpreter = segments.find(({ type }) => type === INTERPRETER);
  return {
    machine: file.readUInt16LE(18),
    entry: word(file, ENTRY_AT),
    interpreter: interpreter === undefined ? "" : text(file, interpreter.offset),
    segments,
    exports: readExports(file),
  };
}

function readExports(file: Buffer): ElfSymbol[] {
  const sections = rows(file, { at: word(file, 40), size: 64, count: file.readUInt16LE(60) });
  const table = sections.find((header) => header.readUInt32LE(4) === DYNAMIC_SYMBOLS);
  const names = table === undefined ? undefined : sections[table.readUInt32LE(40)];
  if (table === undefined || names === undefined) return [];
  return rows(file, { at: word(table, 24), size: 24, count: word(table, 32) / 24 }).map((symbol) => ({
    name: text(file, word(names, 24) + symbol.readUInt32LE(0)),
    address: word(symbol, 8),
    size: word(symbol, 16),
  }));
}

function rows(file: Buffer, { at, size, count }: { at: number; size: number; count: number }): Buffer[] {
  if (at + size * count > file.length) throw new Error(`a table at ${at} ends after the file`);
  return Array.from({ length: count }, (_, index) => file.subarray(at + index * size, at + (index + 1) * size));
}

function word(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

function text(file: Buffer, at: number): string {
  return file.toString("latin1", at, file.indexOf(0, at));
}
