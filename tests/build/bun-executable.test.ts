import { describe, expect, test } from "bun:test";
import { deafened } from "../../build/bun-executable.ts";

const NAMES = [
  "BUN_BE_BUN",
  "BUN_OPTIONS",
  "BUN_INSPECT",
  "BUN_INSPECT_CONNECT_TO",
  "BUN_INSPECT_PRELOAD",
  "BUN_BYTECODE_ORDER_OUT",
  "BUN_BYTECODE_ORDER_NAMES_OUT",
  "BUN_BYTECODE_DIGEST_OUT",
];

describe("deafened", () => {
  test("makes each name impossible and changes nothing else", () => {
    const before = Buffer.from(`text BUN_OPTIONS, text\0HOME\0${NAMES.join("\0")}\0BUN_INSTALL\0`);
    const after = Buffer.from(deafened(before)).toString();
    const expected = NAMES.map((name) => `=${name.slice(1)}`).join("\0");
    expect(after).toBe(`text BUN_OPTIONS, text\0HOME\0${expected}\0BUN_INSTALL\0`);
  });

  test("leaves its argument as it is", () => {
    const before = Buffer.from(`${NAMES.join("\0")}\0`);
    const copy = Buffer.from(before);
    deafened(before);
    expect(before).toEqual(copy);
  });

  test.each(NAMES)("refuses a Bun that does not look up %s, or does so twice", (name) => {
    const without = NAMES.filter((other) => other !== name);
    expect(() => deafened(Buffer.from(`${without.join("\0")}\0`))).toThrow(name);
    expect(() => deafened(Buffer.from(`${[...NAMES, name].join("\0")}\0`))).toThrow(name);
  });
});
