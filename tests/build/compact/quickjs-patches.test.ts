import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { compileCompact } from "../../../build/compact/compile-compact.ts";
import { TARGETS } from "../../../build/targets.ts";
import { canRunCompactHost } from "../../helpers/compact-host.ts";
import { QUICKJS_CASES } from "../../helpers/quickjs-cases.ts";

// Nothing compiled yet means minutes of compiling.
setDefaultTimeout(1_200_000);

const ROOT = resolve(import.meta.dir, "../../..");
const TARGET = TARGETS.find(({ host, os, arch }) => host === "quickjs" && os === "linux" && arch === "amd64");

test("each patch of QuickJS has a case, and each case a patch", () => {
  const patches = [...new Bun.Glob("*.patch").scanSync({ cwd: join(ROOT, "src/host/quickjs/patches") })];
  const names = patches.map((file) => file.replace(/^\d+-|\.patch$/g, ""));
  expect(names.toSorted()).toEqual(Object.keys(QUICKJS_CASES).toSorted());
});

describe.skipIf(!canRunCompactHost())("QuickJS under AddressSanitizer", () => {
  const folder = mkdtempSync(join(tmpdir(), "luff-quickjs-"));
  const driver = join(folder, "driver");
  beforeAll(async () => {
    if (TARGET?.host !== "quickjs") throw new Error("no compact target for linux/amd64");
    const entrypoint = join(ROOT, "tests/helpers/quickjs-case-driver.ts");
    await compileCompact(TARGET, driver, { entrypoint, sanitize: true });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(Object.entries(QUICKJS_CASES))("does %s as Bun does", (name, run) => {
    const { exitCode, stdout, stderr } = Bun.spawnSync([driver, name], { env: { ASAN_OPTIONS: "detect_leaks=0" } });
    expect({ exitCode, stdout: stdout.toString(), stderr: stderr.toString() }).toEqual({
      exitCode: 0,
      stdout: JSON.stringify(run()),
      stderr: "",
    });
  });
});
