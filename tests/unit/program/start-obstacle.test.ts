import { describe, expect, test } from "bun:test";
import { readBeginning, startObstacle } from "../../../src/program/start-obstacle.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const PROGRAM = { kind: "program" } as const;

function elf(machine: number): Uint8Array {
  const head = new Uint8Array(64);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, machine]);
  return head;
}

/** A program of Windows, for a processor by its number. */
function pe(machine: number): Uint8Array {
  const head = new Uint8Array(128);
  head.set([0x4d, 0x5a]);
  head[0x3c] = 64;
  new DataView(head.buffer).setUint16(68, machine, true);
  return head;
}

/** A program of macOS for amd64. */
const MACH_AMD64 = Uint8Array.from([0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1, ...new Uint8Array(56)]);

interface Machine {
  readonly os?: string;
  readonly arch?: string;
  readonly files?: Readonly<Record<string, MemoryEntry>>;
}

function obstacle(content: string | Uint8Array, { os = "linux", arch = "amd64", files = {} }: Machine = {}) {
  const file = os === "windows" ? "C:\\x.exe" : "/x";
  const host = createMemoryHost({ os, arch, files: { ...files, [file]: content }, env: { PATH: "/usr/bin" } });
  return startObstacle(host, { file, beginning: readBeginning(host, file), lookup: () => undefined });
}

describe("what keeps a file from starting", () => {
  test.each([
    ["a program for this processor", elf(62), {}],
    ["a program for an older one of its family", elf(3), {}],
    ["a program whose processor has no name", elf(200), {}],
    [
      "a program for another one, with an emulator",
      elf(183),
      { files: { "/proc/sys/fs/binfmt_misc/qemu-aarch64": "" } },
    ],
    ["a program for amd64 on Windows for arm64", pe(0x8664), { os: "windows", arch: "arm64" }],
    ["a program for amd64 on macOS for arm64", MACH_AMD64, { os: "darwin", arch: "arm64" }],
    ["an empty file", "", {}],
    ["a script", "#!/bin/sh\n", { files: { "/bin/sh": PROGRAM } }],
    [
      "a script by env",
      "#!/usr/bin/env -S python3 -u\n",
      { files: { "/usr/bin/env": PROGRAM, "/usr/bin/python3": PROGRAM } },
    ],
    ["a script on Windows, which is looked at elsewhere", "#!/bin/sh\n", { os: "windows" }],
  ] as const)("is nothing for %s", (_, content, machine) => {
    expect(obstacle(content, machine)).toBeUndefined();
  });

  test.each([
    ["another processor", elf(183), {}, "it is a program for linux/arm64", "Get the one for linux/amd64."],
    [
      "another processor, where no format has a handler",
      elf(183),
      { files: { "/proc/sys/fs/binfmt_misc/register": "", "/proc/sys/fs/binfmt_misc/status": "" } },
      "it is a program for linux/arm64",
      "Get the one for linux/amd64.",
    ],
    [
      "amd64 on Linux for arm64",
      elf(62),
      { arch: "arm64" },
      "it is a program for linux/amd64",
      "Get the one for linux/arm64.",
    ],
    [
      "arm64 on Windows for amd64",
      pe(0xaa64),
      { os: "windows" },
      "it is a program for windows/arm64",
      "Get the one for windows/amd64.",
    ],
    ["another system", elf(62), { os: "windows" }, "it is a program for linux/amd64", "Get the one for windows/amd64."],
    [
      "a program for macOS, whatever has a handler",
      Buffer.from([0xcf, 0xfa, 0xed, 0xfe, ...new Uint8Array(60)]),
      { files: { "/proc/sys/fs/binfmt_misc/qemu-aarch64": "" } },
      "it is a program for darwin",
      "Get the one for linux/amd64.",
    ],
    [
      "a path behind env that is missing",
      "#!/usr/bin/env -S /opt/tool\n",
      { files: { "/usr/bin/env": PROGRAM } },
      "its first line asks for /opt/tool, which is missing",
      "Install /opt/tool.",
    ],
    [
      "no interpreter",
      "#!/usr/bin/ruby\n",
      {},
      "its first line asks for /usr/bin/ruby, which is missing",
      "Install /usr/bin/ruby.",
    ],
    [
      "a carriage return",
      "#!/bin/sh\r\n",
      { files: { "/bin/sh": PROGRAM } },
      "its first line ends with a carriage return, as lines on Windows do",
      "Remove the carriage returns: sed -i 's/\\r$//' '/x'",
    ],
    [
      "an interpreter that is not executable",
      "#!/opt/tool\n",
      { files: { "/opt/tool": { kind: "barred", permissions: { mode: 0o644, noexec: false } } } },
      "its first line asks for /opt/tool, and it is not marked as executable",
      "Make it executable: chmod +x '/opt/tool'",
    ],
    [
      "a program that env does not find",
      "#!/usr/bin/env python3\n",
      { files: { "/usr/bin/env": PROGRAM } },
      "its first line asks for python3, which is not on PATH",
      "Install python3.",
    ],
    [
      "text without a first line for the system",
      "echo a\n",
      {},
      "the system does not know its format",
      "Its first line must be #! and an interpreter, or it must be a program for linux/amd64.",
    ],
  ] as const)("is %s", (_, content, ...[machine, reason, hint]: readonly [Machine, string, string]) => {
    expect(obstacle(content, machine)).toEqual({ reason, hint });
  });

  test("is an interpreter that cannot be looked at", () => {
    const loop = { files: { "/bin/loop": { kind: "link", target: "/bin/loop" } } } as const;
    expect(obstacle("#!/bin/loop\n", loop)?.reason).toBe(
      "its first line asks for /bin/loop, and it cannot be reached: too many levels of symbolic links",
    );
  });

  test("is a first line that the system does not read to its end", () => {
    expect(obstacle(`#!/bin/sh ${"x".repeat(300)}\n`, { files: { "/bin/sh": PROGRAM } })?.reason).toStartWith(
      "its first line is longer than 255 bytes",
    );
  });
});
