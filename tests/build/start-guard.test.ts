import { describe, expect, test } from "bun:test";
import { withStartGuard } from "../../build/start-guard/with-start-guard.ts";
import { assembled, longs, padded, words } from "../helpers/made-bytes.ts";

const AMD64 = 62;
const ARM64 = 183;
const GLIBC = "/lib64/ld-linux-x86-64.so.2";
const MUSL = "/lib/ld-musl-x86_64.so.1";
const FUNCTION = "napi_get_all_property_names";

const [LOAD, INTERPRETER] = [1, 3];
const [CODE, NAMES, SYMBOLS, SECTIONS] = [0x1000, 0x200, 0x300, 0x400];
/** The code's address in memory, and that of the program's first instruction. */
const [BASE, ENTRY] = [0x40_0000, 0x40_1800];
const AT = BASE + CODE;

interface Made {
  readonly machine?: number;
  readonly interpreter?: string;
  readonly name?: string;
  readonly size?: number;
  /** The address of a second function. */
  readonly other?: number;
}

/** An executable that exports a function, filled with 0x90, and another one. */
function madeExecutable(made: Made = {}): Buffer {
  const { machine = AMD64, interpreter = GLIBC, name = FUNCTION, size = 0x700, other = AT + 0x700 } = made;
  const names = `\0${name}\0other\0`;
  return assembled(0x2000, {
    0: Buffer.concat([
      padded("\x7fELF\x02\x01\x01", 16),
      words(2 | (machine << 16), 1),
      longs(ENTRY, 64, SECTIONS),
      words(0, 64 | (56 << 16), 2 | (64 << 16), 3),
    ]),
    64: Buffer.concat([words(LOAD, 5), longs(0, BASE, BASE, 0x2000, 0x2000, 0x1000)]),
    120: Buffer.concat([words(INTERPRETER, 4), longs(0x180, 0, 0, 64, 64, 1)]),
    0x180: padded(interpreter, 64),
    [NAMES]: Buffer.from(names),
    [SYMBOLS]: Buffer.concat([
      Buffer.alloc(24),
      Buffer.concat([words(1, 0), longs(AT, size)]),
      Buffer.concat([words(names.indexOf("other"), 0), longs(other, 16)]),
    ]),
    [SECTIONS + 64]: Buffer.concat([words(0, 11), longs(0, 0, SYMBOLS, 72), words(2, 0)]),
    [SECTIONS + 128]: Buffer.concat([words(0, 3), longs(0, 0, NAMES, names.length)]),
    [CODE]: Buffer.alloc(0x1000, 0x90),
  });
}

function entryOf(file: Uint8Array): number {
  return Number(Buffer.from(file).readBigUInt64LE(24));
}

/** The changed part of the code, after a check that only that and the entry changed. */
function guardOf(before: Buffer, after: Uint8Array): Buffer {
  const bytes = Buffer.from(after);
  const code = bytes.subarray(CODE, CODE + 0x700);
  const rest = Buffer.concat([bytes.subarray(0, 24), bytes.subarray(32, CODE), bytes.subarray(CODE + 0x700)]);
  expect(rest).toEqual(
    Buffer.concat([before.subarray(0, 24), before.subarray(32, CODE), before.subarray(CODE + 0x700)]),
  );
  return code;
}

describe("withStartGuard", () => {
  test.each([
    ["glibc on amd64", AMD64, GLIBC, ["x86-64-v2", "/proc/self/maps\0", "needs /proc", "too long"]],
    ["musl on amd64", AMD64, MUSL, ["x86-64-v2", "too long"]],
    ["glibc on arm64", ARM64, GLIBC, ["/proc/self/maps\0", "needs /proc", "too long"]],
    ["musl on arm64", ARM64, MUSL, ["too long"]],
  ])("begins at the unused function, which checks for what %s needs", (_title, machine, interpreter, holds) => {
    const before = madeExecutable({ machine, interpreter });
    const after = withStartGuard(before);
    expect(entryOf(after)).toBe(AT);
    const text = guardOf(before, after).toString("latin1");
    const all = ["x86-64-v2", "/proc/self/maps\0", "needs /proc", "too long"];
    expect(all.filter((word) => text.includes(word))).toEqual(all.filter((word) => holds.includes(word)));
  });

  test("continues at the program's own first instruction", () => {
    const amd64 = guardOf(madeExecutable(), withStartGuard(madeExecutable()));
    const jump = amd64.lastIndexOf(0xe9);
    expect(AT + jump + 5 + amd64.readInt32LE(jump + 1)).toBe(ENTRY);
    const made = madeExecutable({ machine: ARM64 });
    const arm64 = guardOf(made, withStartGuard(made));
    // The last word before the unchanged part.
    const last = arm64.indexOf(Buffer.alloc(16, 0x90)) - 4;
    expect(arm64.readUInt32LE(last) >>> 26).toBe(0b00_0101);
    expect(AT + last + (arm64.readUInt32LE(last) & 0x03ff_ffff) * 4).toBe(ENTRY);
  });

  test.each([
    ["amd64", AMD64, [0xb8, 46, 1, 0, 0]],
    ["amd64", AMD64, [0x4c, 0x89, 0x4f, 0xf8]],
    ["arm64", ARM64, [0x6a, 0x81, 0x1f, 0xf8]],
    ["arm64", ARM64, [0x4a, 0x01, 0x44, 0xb2, 0xa0, 0x01, 0x80, 0xd2]],
    ["arm64", ARM64, [0x4a, 0x01, 0x43, 0xb2]],
    ["arm64", ARM64, [0x4a, 0x01, 0x42, 0xb2]],
  ])("keeps what Bun changes at its start, on %s", (_title, machine, code) => {
    const made = madeExecutable({ machine, interpreter: MUSL });
    expect(guardOf(made, withStartGuard(made)).includes(Buffer.from(code))).toBe(true);
  });

  test("does not change its argument", () => {
    const before = madeExecutable();
    withStartGuard(before);
    expect(before).toEqual(madeExecutable());
  });

  test.each<[string, Made]>([
    ["no start guard is known", { machine: 243 }],
    ["does not export", { name: "napi_another" }],
    ["is too short", { size: 64 }],
    ["shares its code", { other: AT }],
    ["shares its code", { other: AT + 8 }],
    ["lies in no segment", { size: 0x2000, other: BASE }],
  ])("refuses an executable, saying: %s", (fault, made) => {
    expect(() => withStartGuard(madeExecutable(made))).toThrow(fault);
  });

  test("refuses other files", () => {
    expect(() => withStartGuard(Buffer.alloc(100))).toThrow("not a 64-bit little-endian ELF file");
    expect(() => withStartGuard(madeExecutable().subarray(0, 0x420))).toThrow("ends after the file");
  });
});
