import { describe, expect, test } from "bun:test";
import { printPage } from "../../../../src/cli/notes/print-page.ts";
import type { Disk } from "../../../../src/host/disk.ts";
import { HostError } from "../../../../src/host/host-error.ts";
import { createMemoryHost, type MemoryHost } from "../../../helpers/memory-host.ts";

/** A Windows in whose terminal luff prints a page by the pager `C:\My Pagers\p.exe`, which ends with the status. */
function windows(PAGER: string, status: number, disk: Partial<Disk> = {}): MemoryHost {
  const host = createMemoryHost({
    os: "windows",
    terminals: ["stdin", "stdout"],
    env: { PAGER, PATHEXT: ".EXE", TERM: "dumb" },
    files: { "C:\\My Pagers\\p.exe": { kind: "program", content: "MZ" } },
    runProgram: () => status,
  });
  const changing = { makeUniqueFolder: () => "C:\\Temp\\luff-1", replace: () => {}, entry: () => undefined, ...disk };
  return { ...host, disk: changing as unknown as Disk };
}

const PAGE = "A text.\n";
const PRINTED = "  A text.\n";

describe("a page on Windows", () => {
  test("is shown by the program and the words of PAGER, as a file", async () => {
    const host = windows('"C:\\My Pagers\\p.exe"  -x "-Pa b"', 0);
    await printPage(host, PAGE);
    expect(host.started.map(({ file, args }) => [file, ...args])).toEqual([
      ["C:\\My Pagers\\p.exe", "-x", "-Pa b", "C:\\Temp\\luff-1\\luff-help.txt"],
    ]);
    expect(host.written).toEqual({ stdout: "", stderr: "" });
  });

  test("is printed if the pager fails at once", async () => {
    const host = windows('"C:\\My Pagers\\p.exe"', 216);
    await printPage(host, PAGE);
    expect(host.written).toEqual({ stdout: PRINTED, stderr: "" });
  });

  test("is printed, with the reason, if the pager or its file cannot be there", async () => {
    const without = windows("none.exe", 0);
    await printPage(without, PAGE);
    expect(without.written).toEqual({
      stdout: PRINTED,
      stderr: expect.stringMatching(/^Warning: luff help: cannot start "none\.exe": .+\n$/),
    });
    const refuse = (): never => {
      throw new HostError("denied", "C:\\Temp", "no");
    };
    for (const disk of [{ makeUniqueFolder: refuse }, { replace: refuse }]) {
      const full = windows('"C:\\My Pagers\\p.exe"', 0, disk);
      await printPage(full, PAGE);
      expect(full.written).toEqual({ stdout: PRINTED, stderr: expect.stringMatching(/^Warning: .+\n$/) });
    }
  });
});

test("a text of any length reaches the shell of a pager in arguments that Linux takes, and whole", async () => {
  const host = createMemoryHost({
    terminals: ["stdin", "stdout"],
    env: { PAGER: "p", PATH: "/bin", TERM: "dumb" },
    files: { "/bin/sh": { kind: "program", content: "#!" } },
  });
  const text = `${"x".repeat(29_999)}${"😀".repeat(40_000)}`;
  await printPage(host, `\`\`\`\n${text}\n\`\`\`\n`);
  const parts = host.started[0]?.args.slice(4) ?? [];
  expect(parts.join("").trim()).toBe(text);
  for (const part of parts) {
    expect(Buffer.byteLength(part)).toBeLessThan(1 << 17);
    expect(part.isWellFormed()).toBe(true);
  }
});
