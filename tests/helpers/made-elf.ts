import { assembled, longs, padded, words } from "./made-bytes.ts";

/** Places in the made file, and the numbers of its rows. */
export const ELF = {
  segment: (index: number): number => 64 + index * 56,
  interpreter: 0x200,
  libraryNames: 0x240,
  code: 0x300,
  pointer: 0x1000,
  dynamic: 0x1010,
  payload: 0x2000,
  section: (index: number): number => 0x3000 + index * 64,
} as const;

const SECTION_NAMES = "\0.text\0.data\0.bss\0.bun\0.shstrtab\0";
const LIBRARY_NAMES = "\0libstdc++.so.6\0libc.musl-aarch64.so.1\0";
const [LOAD, DYNAMIC, INTERPRETER] = [1, 2, 3];
const [CODE, DATA] = [0x20_0000, 0x40_1000];

/** A small executable of arm64 for musl, with the payload where Bun puts it; without one, as Bun's own executable is. */
export function madeElf(payload?: Buffer): Buffer {
  const bun = payload === undefined ? { at: ELF.pointer, size: 8 } : { at: ELF.payload, size: payload.length };
  const address = (offset: number): number => offset - 0x1000 + DATA;
  return assembled(ELF.section(6), {
    0: Buffer.concat([
      padded("\x7fELF\x02\x01\x01", 16),
      words(2 | (183 << 16), 1),
      longs(CODE + ELF.code, 64, ELF.section(0)),
      words(0, 64 | (56 << 16), 4 | (64 << 16), 6 | (5 << 16)),
    ]),
    [ELF.segment(0)]: segment({ type: LOAD, flags: 5, offset: 0, address: CODE, size: 0x400 }),
    [ELF.segment(1)]: segment({ type: LOAD, flags: 6, offset: 0x1000, address: DATA, size: 0x2000 }),
    [ELF.segment(2)]: segment({ type: INTERPRETER, flags: 4, offset: ELF.interpreter, address: 0, size: 32 }),
    [ELF.segment(3)]: segment({ type: DYNAMIC, flags: 6, offset: ELF.dynamic, address: 0, size: 64 }),
    [ELF.interpreter]: padded("/lib/ld-musl-aarch64.so.1", 32),
    [ELF.libraryNames]: Buffer.from(LIBRARY_NAMES),
    [ELF.code]: Buffer.alloc(0x100, 0x90),
    [ELF.pointer]: longs(payload === undefined ? 0 : address(ELF.payload)),
    [ELF.dynamic]: longs(1, 1, 1, 16, 5, CODE + ELF.libraryNames, 0, 0),
    [ELF.payload]: payload ?? Buffer.alloc(0),
    0x2f00: Buffer.from(SECTION_NAMES),
    [ELF.section(1)]: section({ name: ".text", offset: ELF.code, address: CODE + ELF.code, size: 0x100 }),
    [ELF.section(2)]: section({ name: ".data", offset: ELF.dynamic, address: address(ELF.dynamic), size: 64 }),
    [ELF.section(3)]: section({ name: ".bss", type: 8, offset: 0x1050, address: address(0x1050), size: 0x90_0000 }),
    [ELF.section(4)]: section({ name: ".bun", offset: bun.at, address: address(bun.at), size: bun.size }),
    [ELF.section(5)]: section({ name: ".shstrtab", offset: 0x2f00, address: 0, size: SECTION_NAMES.length }),
  });
}

interface Row {
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

function segment({ type, flags, offset, address, size }: Row & { type: number; flags: number }): Buffer {
  return Buffer.concat([words(type, flags), longs(offset, address, address, size, size, 0x1000)]);
}

function section({ name, type = 1, offset, address, size }: Row & { name: string; type?: number }): Buffer {
  return Buffer.concat([words(SECTION_NAMES.indexOf(`\0${name}\0`) + 1, type), longs(2, address, offset, size)]);
}
