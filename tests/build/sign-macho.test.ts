import { describe, expect, test } from "bun:test";
import { readMachOSignature } from "../../build/inspect/read-macho-signature.ts";
import { signMachO } from "../../build/sign-macho.ts";
import { command, machOHead, segment } from "../helpers/made-macho.ts";

const CODE_LIMIT = 10_000;

/** A Mach-O file with a header, __TEXT, __LINKEDIT and an outdated signature of 64 bytes. */
function machO(
  commands = [
    segment("__TEXT", { offset: 0, size: 8192 }),
    segment("__LINKEDIT", { offset: 8192, size: 1872 }),
    command(0x1d, CODE_LIMIT, 64),
  ],
): Uint8Array {
  const file = Buffer.alloc(CODE_LIMIT + 64, 7);
  machOHead(commands).copy(file);
  return file;
}

describe("signMachO", () => {
  test("hashes every page of the changed file", () => {
    const signed = signMachO(machO(), "luff");
    expect(readMachOSignature(Buffer.from(signed), CODE_LIMIT)).toMatchObject({
      identifier: "luff",
      flags: 0x20002,
      pages: 3,
      badPages: [],
    });
  });

  test("makes the signature the end of the file and of __LINKEDIT", () => {
    const signed = signMachO(machO(), "luff");
    const view = new DataView(signed.buffer);
    const linkEdit = 32 + 72;
    expect(Number(view.getBigUint64(linkEdit + 40, true) + view.getBigUint64(linkEdit + 48, true))).toBe(signed.length);
    expect(view.getUint32(linkEdit + 72 + 12, true)).toBe(signed.length - CODE_LIMIT);
    expect(view.getUint32(CODE_LIMIT + 4)).toBeLessThanOrEqual(signed.length - CODE_LIMIT);
  });

  test("gives the same bytes when it is done again", () => {
    const once = signMachO(machO(), "luff");
    expect(signMachO(once, "luff")).toEqual(once);
  });

  test("refuses other files", () => {
    expect(() => signMachO(new Uint8Array(64), "luff")).toThrow("Mach-O");
    const [text, linkEdit] = [
      { offset: 0, size: 8192 },
      { offset: 8192, size: 1 },
    ];
    const unlinked = machO([segment("__TEXT", text), command(0x1d, CODE_LIMIT, 64)]);
    expect(() => signMachO(unlinked, "luff")).toThrow("__LINKEDIT");
    const unsigned = machO([segment("__TEXT", text), segment("__LINKEDIT", linkEdit)]);
    expect(() => signMachO(unsigned, "luff")).toThrow("signature");
  });
});
