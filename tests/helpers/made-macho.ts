import { signMachO } from "../../build/sign-macho.ts";
import { longs, padded, words } from "./made-bytes.ts";

/** A segment's command, with the headers of its sections. */
export function segment(
  name: string,
  { offset, address = offset, size, memorySize = size, protection = 3 }: SegmentPlace,
  sections: readonly Buffer[] = [],
): Buffer {
  return Buffer.concat([
    words(0x19, 72 + sections.length * 80),
    padded(name, 16),
    longs(address, memorySize, offset, size),
    words(protection, protection, sections.length, 0),
    ...sections,
  ]);
}

interface SegmentPlace {
  readonly offset: number;
  readonly address?: number;
  readonly size: number;
  readonly memorySize?: number;
  readonly protection?: number;
}

/** A command of words. */
export function command(id: number, ...values: readonly number[]): Buffer {
  return words(id, 8 + values.length * 4, ...values);
}

/** The header of a Mach-O executable of arm64, and the commands. */
export function machOHead(commands: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat(commands);
  return Buffer.concat([words(0xfeedfacf, 0x100000c, 0, 2, commands.length, bytes.length, 0x200085, 0), bytes]);
}

const PAGE = 0x4000;
const BASE = 0x1_0000_0000;
const [TEXT, BUN] = [PAGE, 2 * PAGE];

/** What a test can change in the file before it is signed. */
export interface MachOChange {
  /** Commands that replace the usual ones, by name. An empty Buffer removes one. */
  readonly commands?: Readonly<Partial<Record<keyof ReturnType<typeof usualCommands>, Buffer>>>;
  readonly change?: (file: Buffer) => void;
}

/** The place of the table of pointers in the made file, and of the code. */
export const MACHO = { fixups: 3 * PAGE, code: PAGE + 0x100, payload: 2 * PAGE } as const;

/** A small executable of arm64 for macOS, signed as luff is, with the payload where Bun puts it. */
export function madeMachO(payload: Buffer, { commands = {}, change }: MachOChange = {}): Buffer {
  const list = Object.values({ ...usualCommands(payload.length), ...commands }).filter(({ length }) => length > 0);
  const file = Buffer.alloc(MACHO.fixups + 0x400 + 64, 7);
  machOHead(list).copy(file);
  payload.copy(file, MACHO.payload);
  // Which segments have pointers: the payload's has one page of them.
  Buffer.concat([words(0, 16, 0, 0), words(4, 0, 0, 24, 0, 0), words(24, PAGE), longs(BUN)]).copy(file, MACHO.fixups);
  change?.(file);
  return Buffer.from(signMachO(file, "luff"));
}

function usualCommands(payloadSize: number) {
  const linkEdit = MACHO.fixups;
  return {
    zero: segment("__PAGEZERO", { offset: 0, address: 0, size: 0, memorySize: BASE, protection: 0 }),
    text: segment("__TEXT", { offset: 0, address: BASE, size: 2 * PAGE, protection: 5 }, [
      section("__text", "__TEXT", { address: BASE + TEXT, offset: TEXT, size: 0x800 }),
    ]),
    bun: segment("__BUN", { offset: BUN, address: BASE + BUN, size: PAGE }, [
      section("__bun", "__BUN", { address: BASE + BUN, offset: BUN, size: payloadSize }),
    ]),
    linkEdit: segment("__LINKEDIT", { offset: linkEdit, address: BASE + linkEdit, size: 0x440, protection: 1 }),
    fixups: command(0x80000034, linkEdit, 0x100),
    symbols: command(0x2, linkEdit + 0x100, 4, linkEdit + 0x140, 0x40),
    loader: Buffer.concat([words(0xe, 32, 12), padded("/usr/lib/dyld", 20)]),
    version: command(0x32, 1, 0xd0000, 0x1a0500, 0),
    main: Buffer.concat([words(0x80000028, 24), longs(MACHO.code, 0)]),
    library: library("/usr/lib/libSystem.B.dylib"),
    signature: command(0x1d, linkEdit + 0x400, 64),
  };
}

/** The command for a library. */
export function library(path: string): Buffer {
  return Buffer.concat([words(0xc, 64, 24, 0, 0, 0), padded(path, 40)]);
}

/** The header of a section. */
export function section(
  name: string,
  segmentName: string,
  { address, offset, size }: { readonly address: number; readonly offset: number; readonly size: number },
): Buffer {
  return Buffer.concat([
    padded(name, 16),
    padded(segmentName, 16),
    longs(address, size),
    words(offset, 0, 0, 0, 0, 0, 0, 0),
  ]);
}
