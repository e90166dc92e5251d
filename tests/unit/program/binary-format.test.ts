import { describe, expect, test } from "bun:test";
import { binaryFormatOf } from "../../../src/program/binary-format.ts";
import { machOHead } from "../../helpers/made-macho.ts";
import { madePe } from "../../helpers/made-pe.ts";

function elf(machine: number, littleEndian = true): Uint8Array {
  const head = new Uint8Array(64);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, littleEndian ? 1 : 2]);
  new DataView(head.buffer).setUint16(18, machine, littleEndian);
  return head;
}

describe("the format of a program", () => {
  test.each([
    ["386", elf(3)],
    ["amd64", elf(62)],
    ["arm", elf(40)],
    ["arm64", elf(183)],
    ["ppc64le", elf(21)],
    ["riscv64", elf(243)],
    ["s390x", elf(22, false)],
  ])("is ELF for %s", (arch, head) => {
    expect(binaryFormatOf(head)).toEqual({ os: "linux", arch });
  });

  test("is Mach-O for one processor or several", () => {
    const several = new Uint8Array(64);
    several.set([0xca, 0xfe, 0xba, 0xbe]);
    expect(binaryFormatOf(several)).toEqual({ os: "darwin", arch: undefined });
    expect(binaryFormatOf(Buffer.concat([machOHead([]), Buffer.alloc(64)]))).toEqual({ os: "darwin", arch: "arm64" });
  });

  test("is PE, also if the head of it lies behind what was read", () => {
    const file = madePe();
    expect(binaryFormatOf(file)).toEqual({ os: "windows", arch: "arm64" });
    expect(binaryFormatOf(file.subarray(0, 64))).toEqual({ os: "windows", arch: undefined });
  });

  test("of an ELF file for a processor that luff does not know has no name", () => {
    expect(binaryFormatOf(elf(9999))).toEqual({ os: "linux", arch: undefined });
  });

  test.each([
    ["a script", Buffer.from("#!/bin/sh\n".padEnd(80, "#"))],
    ["a short file", elf(62).subarray(0, 20)],
    ["an empty file", new Uint8Array()],
  ])("is not there in %s", (_, head) => {
    expect(binaryFormatOf(head)).toBeUndefined();
  });
});
