import type { Part } from "./check-parts.ts";

/** The parts of a 64-bit Mach-O file that matter for starting it. */
export interface MachOFile {
  readonly processor: number;
  readonly type: number;
  readonly flags: number;
  readonly segments: readonly MachOSegment[];
  readonly commands: readonly MachOCommand[];
}

export interface MachOSegment extends Part {
  /** Read 1, write 2, execute 4. */
  readonly protection: number;
  /** Their names begin with the segment's: `__TEXT,__text`. */
  readonly sections: readonly Part[];
}

/** A command for the loader: its number, and its bytes, which begin with the number. */
export interface MachOCommand {
  readonly id: number;
  readonly bytes: Buffer;
}

/** The numbers of commands. */
export const COMMANDS = {
  symbols: 0x2,
  dynamicSymbols: 0xb,
  library: 0xc,
  loader: 0xe,
  segment: 0x19,
  signature: 0x1d,
  functionStarts: 0x26,
  main: 0x80000028,
  dataInCode: 0x29,
  buildVersion: 0x32,
  exports: 0x80000033,
  fixups: 0x80000034,
} as const;

const MAGIC = 0xfeedfacf;
const HEADER_SIZE = 32;
const SECTION_SIZE = 80;
/** Types of sections that have no bytes in the file: zeros, also for threads. */
const ZERO_FILLED: readonly number[] = [1, 12, 18];

/** Reads the file's header and commands. Throws if the file is of another kind, or they reach beyond it. */
export function readMachO(file: Buffer): MachOFile {
  if (file.readUInt32LE(0) !== MAGIC) throw new Error("not a 64-bit Mach-O file");
  const commands = readCommands(file);
  return {
    processor: file.readUInt32LE(4),
    type: file.readUInt32LE(12),
    flags: file.readUInt32LE(24),
    segments: commands.filter(({ id }) => id === COMMANDS.segment).map(({ bytes }) => readSegment(bytes)),
    commands,
  };
}

/** The command with this number, undefined if there is none. */
export function findCommand({ commands }: MachOFile, id: number): Buffer | undefined {
  return commands.find((command) => command.id === id)?.bytes;
}

/** A command's text, at the offset in its third word. */
export function textOf(command: Buffer): string {
  return text(command.subarray(command.readUInt32LE(8)));
}

function readCommands(file: Buffer): MachOCommand[] {
  const commands: MachOCommand[] = [];
  const end = HEADER_SIZE + file.readUInt32LE(20);
  let at = HEADER_SIZE;
  for (let left = file.readUInt32LE(16); left > 0; left--) {
    const size = file.readUInt32LE(at + 4);
    if (size < 8 || at + size > Math.min(end, file.length)) throw new Error("a command ends after the last command");
    commands.push({ id: file.readUInt32LE(at), bytes: file.subarray(at, at + size) });
    at += size;
  }
  if (at !== end) throw new Error("there are fewer commands than the header says");
  return commands;
}

function readSegment(command: Buffer): MachOSegment {
  const name = text(command.subarray(8, 24));
  return {
    name,
    address: word(command, 24),
    memorySize: word(command, 32),
    offset: word(command, 40),
    size: word(command, 48),
    protection: command.readUInt32LE(60),
    sections: Array.from({ length: command.readUInt32LE(64) }, (_, index) => {
      return readSection(name, command.subarray(72 + index * SECTION_SIZE, 72 + (index + 1) * SECTION_SIZE));
    }),
  };
}

function readSection(segment: string, header: Buffer): Part {
  const memorySize = word(header, 40);
  return {
    name: `${segment},${text(header.subarray(0, 16))}`,
    address: word(header, 32),
    memorySize,
    offset: header.readUInt32LE(48),
    size: ZERO_FILLED.includes(header.readUInt32LE(64) & 0xff) ? 0 : memorySize,
  };
}

function word(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

function text(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/\0.*$/s, "");
}
