import { describe, expect, test } from "bun:test";
import { signMachO } from "../../build/sign-macho.ts";

const CODE_LIMIT = 10_000;

/** A Mach-O file with a header, __TEXT, __LINKEDIT and an outdated signature of 64 bytes. */
function machO(
  commands = [segment("__TEXT", 0, 8192), segment("__LINKEDIT", 8192, 1872), signatureCommand()],
): Uint8Array {
  const file = new Uint8Array(CODE_LIMIT + 64).fill(7);
  const bytes = commands.flatMap((command) => [...command]);
  const header = new DataView(file.buffer);
  [0xfeedfacf, 0x01000007, 3, 2, commands.length, bytes.length, 0, 0].forEach((word, at) =>
    header.setUint32(at * 4, word, true),
  );
  file.set(bytes, 32);
  return file;
}

function segment(name: string, offset: number, size: number): Uint8Array {
  const command = new Uint8Array(72);
  const view = new DataView(command.buffer);
  view.setUint32(0, 0x19, true);
  view.setUint32(4, command.length, true);
  command.set(new TextEncoder().encode(name), 8);
  view.setBigUint64(32, BigInt(size), true);
  view.setBigUint64(40, BigInt(offset), true);
  view.setBigUint64(48, BigInt(size), true);
  return command;
}

function signatureCommand(): Uint8Array {
  return new Uint8Array(Uint32Array.of(0x1d, 16, CODE_LIMIT, 64).buffer);
}

/** Reads a signature as the kernel does: the hashes of all pages, and what the directory says of itself. */
function readSignature(file: Uint8Array): {
  readonly identifier: string;
  readonly flags: number;
  readonly badPages: number;
} {
  const view = new DataView(file.buffer, file.byteOffset);
  const directory = CODE_LIMIT + view.getUint32(CODE_LIMIT + 16);
  const word = (index: number): number => view.getUint32(directory + index * 4);
  const [hashes, name, pages, limit] = [directory + word(4), directory + word(5), word(7), word(8)];
  let badPages = 0;
  for (let page = 0; page < pages; page++) {
    const code = file.subarray(page * 4096, Math.min((page + 1) * 4096, limit));
    const expected = new Bun.CryptoHasher("sha256").update(code).digest("hex");
    const found = Buffer.from(file.subarray(hashes + page * 32, hashes + (page + 1) * 32)).toString("hex");
    if (found !== expected) badPages++;
  }
  const end = file.indexOf(0, name);
  return { identifier: new TextDecoder().decode(file.subarray(name, end)), flags: word(3), badPages };
}

describe("signMachO", () => {
  test("hashes every page of the changed file", () => {
    const signed = signMachO(machO(), "luff");
    expect(readSignature(signed)).toEqual({ identifier: "luff", flags: 0x20002, badPages: 0 });
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
    expect(() => signMachO(machO([segment("__TEXT", 0, 8192), signatureCommand()]), "luff")).toThrow("__LINKEDIT");
    expect(() => signMachO(machO([segment("__TEXT", 0, 8192), segment("__LINKEDIT", 8192, 1)]), "luff")).toThrow(
      "signature",
    );
  });
});
