import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { smallestProgram } from "../../build/ia32-kernel.ts";

const QEMU = Bun.which("qemu-i386-static");

// A kernel without IA-32 refuses a correct file like a faulty one: only qemu distinguishes them everywhere.
test.skipIf(QEMU === null)("the smallest 32-bit program runs to its end, in qemu-i386-static", () => {
  const folder = mkdtempSync(join(tmpdir(), "luff-ia32-"));
  try {
    const program = join(folder, "exit");
    writeFileSync(program, smallestProgram(), { mode: 0o755 });
    const { exitCode, stderr } = Bun.spawnSync([QEMU ?? "", program]);
    expect({ exitCode, stderr: stderr.toString() }).toEqual({ exitCode: 0, stderr: "" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
