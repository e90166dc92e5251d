import { expect, test } from "bun:test";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFiles } from "../../../../src/host/bun/files.ts";
import { kindThrownBy } from "../../../contract/kind-thrown-by.ts";

const NOBODY = 65_534;

test.skipIf(process.platform === "win32")(
  "writeAtomically reports why it cannot start, not that a file is missing",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "luff-files-"));
    chmodSync(folder, 0o555);
    const [before, user] = [process.cwd(), process.geteuid!()];
    // A user without rights may be unable to reach the folder by its path.
    process.chdir(folder);
    if (user === 0) process.seteuid!(NOBODY);
    try {
      expect(kindThrownBy(() => createFiles("linux").writeAtomically("./f", "x"))).toBe("denied");
    } finally {
      process.seteuid!(user);
      process.chdir(before);
    }
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  },
);
