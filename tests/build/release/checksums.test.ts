import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checksumOf, renderChecksums } from "../../../build/release/checksums.ts";

const FILES = { "luff-b.zip": "b", "luff-a.tar.gz": "a", "install.sh": "" } as const;
const CHECKSUMS = Object.entries(FILES).map(([file, content]) => checksumOf(file, content));
const CHECKER = [["sha256sum"], ["shasum", "-a", "256"]].find(([name = ""]) => Bun.which(name) !== null);

describe("renderChecksums", () => {
  test("writes a line for each file, sorted by name", () => {
    expect(renderChecksums(CHECKSUMS)).toBe(
      [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  install.sh",
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  luff-a.tar.gz",
        "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  luff-b.zip",
        "",
      ].join("\n"),
    );
  });

  test.skipIf(CHECKER === undefined)("is what sha256sum --check accepts, and refuses for a changed file", () => {
    const folder = mkdtempSync(join(tmpdir(), "luff-checksums-"));
    try {
      for (const [file, content] of Object.entries(FILES)) writeFileSync(join(folder, file), content);
      writeFileSync(join(folder, "checksums.txt"), renderChecksums(CHECKSUMS));
      const check = (): number => Bun.spawnSync([...CHECKER!, "-c", "checksums.txt"], { cwd: folder }).exitCode;
      expect(check()).toBe(0);
      writeFileSync(join(folder, "luff-a.tar.gz"), "A");
      expect(check()).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
