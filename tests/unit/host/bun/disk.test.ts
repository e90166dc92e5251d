import { expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLinuxFiles } from "../../../../src/host/bun/linux-files.ts";

const DISK = join(import.meta.dir, "../../../../src/host/bun/disk.ts");

/** What a script prints that may make no file of more than one block of 512 or 1024 bytes. */
function printedWithLimit(script: string): string {
  const run = Bun.spawnSync(["sh", "-c", 'ulimit -f 1; exec "$0" -e "$1"', process.execPath, script]);
  return run.stdout.toString() + run.stderr.toString();
}

test.skipIf(process.platform === "win32")("a file of which only a part could be written is an error", () => {
  const folder = mkdtempSync(join(tmpdir(), "luff-disk-"));
  try {
    const path = join(folder, "file");
    const printed = printedWithLimit(`
      const { createDisk } = await import(${JSON.stringify(DISK)});
      const file = createDisk().create(${JSON.stringify(path)}, 0o600);
      try {
        file.write(new Uint8Array(5000));
        console.log("written");
      } catch (error) {
        console.log(error.kind);
      }
      file.close();`);
    expect(printed).toBe("too-large\n");
    expect(statSync(path).size).toBeLessThan(5000);
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(existsSync(folder)).toBe(false);
});

test.skipIf(process.platform !== "linux")("nothing is nobody's own", () => {
  expect([openLinuxFiles()?.isOwn(""), openLinuxFiles()?.isOwn("a\0b"), openLinuxFiles()?.isOwn("/none")]).toEqual([
    false,
    false,
    false,
  ]);
  expect(openLinuxFiles()?.isOwn("/")).toBe(true);
});
