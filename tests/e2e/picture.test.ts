import { describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { drawSession, PICTURE_FILE } from "../../build/picture/draw-session.ts";
import { findTool, withoutTool } from "../helpers/find-tool.ts";
import { luffOnPath } from "../helpers/luff-on-path.ts";
import { testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox } from "../helpers/sandbox.ts";

const ROOT = resolve(import.meta.dir, "../..");
const PYTHON = findTool("python3");

describe.skipIf(testsWindows() || PYTHON === null)(
  `the picture in README.md${withoutTool(PYTHON, "python3 to make a terminal with")}`,
  () => {
    test("shows what luff prints: bun build/write-picture.ts draws it", async () => {
      using sandbox = createSandbox();
      // The sandbox's own folder has characters in its name that luff writes with quotes.
      const home = mkdtempSync(join(realpathSync(tmpdir()), "luff-picture-"));
      try {
        const drawn = await drawSession(home, luffOnPath(sandbox));
        expect(drawn).toBe(readFileSync(join(ROOT, PICTURE_FILE), "utf8"));
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    });
  },
);
