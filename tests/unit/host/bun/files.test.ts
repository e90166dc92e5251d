import { expect, test } from "bun:test";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFiles } from "../../../../src/host/bun/files.ts";
import { kindThrownBy } from "../../../contract/kind-thrown-by.ts";

const NOBODY = 65_534;

test.skipIf(process.platform === "win32")("writeAtomically says why it cannot begin, not that nothing is there", () => {
  const folder = mkdtempSync(join(tmpdir(), "luff-files-"));
  chmodSync(folder, 0o555);
  const user = process.geteuid!();
  if (user === 0) process.seteuid!(NOBODY);
  try {
    expect(kindThrownBy(() => createFiles("linux").writeAtomically(join(folder, "f"), "x"))).toBe("denied");
  } finally {
    process.seteuid!(user);
  }
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
