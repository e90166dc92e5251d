import { expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFiles } from "../../../../src/host/bun/files.ts";

test.skipIf(process.platform === "win32")("says why it cannot make the file from which it makes another", () => {
  const folder = mkdtempSync(join(tmpdir(), "luff-files-"));
  // The name is as long as a name may be, so that of the temporary file is too long.
  expect(() => createFiles("linux").writeAtomically(join(folder, "x".repeat(255)), "")).toThrow("name too long");
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
