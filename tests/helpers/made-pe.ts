import { assembled, padded, words } from "./made-bytes.ts";

const START = 0x80;

/** Places in the made file. */
export const PE = {
  machine: START + 4,
  characteristics: START + 22,
  magic: START + 24,
  entry: START + 40,
  imageSize: START + 80,
  headersSize: START + 84,
  subsystem: START + 92,
  directory: (index: number): number => START + 136 + index * 8,
  section: (index: number): number => START + 264 + index * 40,
  code: 0x400,
  payload: 0x800,
} as const;

const [RUN, READ, WRITE] = [0x2000_0000, 0x4000_0000, 0x8000_0000];
const ROOM = 0x1000;

/** A small console program for Windows on arm64, with the payload in its last section; without one, as Bun's own is. */
export function madePe(payload?: Buffer): Buffer {
  const sections = [
    section({ name: ".text", address: 0x1000, offset: PE.code, size: 0x200, more: RUN | READ }),
    section({ name: ".data", address: 0x2000, offset: 0x600, size: 0x200, more: READ + WRITE }),
    section({ name: ".bun", address: 0x3000, offset: PE.payload, size: ROOM, more: READ, used: payload?.length ?? 0 }),
  ].slice(0, payload === undefined ? 2 : 3);
  return assembled(PE.payload + (payload === undefined ? 0 : ROOM), {
    0: padded("MZ", 2),
    0x3c: words(START),
    [START]: Buffer.concat([padded("PE", 4), words(0xaa64 | (sections.length << 16), 0, 0, 0, 240 | (0x22 << 16))]),
    [PE.magic]: words(0x20b),
    [PE.entry]: words(0x1010),
    [START + 56]: words(0x1000, 0x200),
    [PE.imageSize]: words((sections.length + 1) * 0x1000, 0x400),
    [PE.subsystem]: words(3),
    [PE.directory(0) - 4]: words(16),
    [PE.directory(1)]: words(0x2010, 0x40),
    [PE.section(0)]: Buffer.concat(sections),
    [PE.code]: Buffer.alloc(0x200, 0x90),
    0x600: Buffer.alloc(0x200, 1),
    ...(payload === undefined ? {} : { [PE.payload]: payload }),
  });
}

function section(one: {
  readonly name: string;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly more: number;
  readonly used?: number;
}): Buffer {
  const { name, address, offset, size, more, used = size } = one;
  return Buffer.concat([padded(name, 8), words(used, address, size, offset, 0, 0, 0, more >>> 0)]);
}
