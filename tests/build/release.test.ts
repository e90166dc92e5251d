import { describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dir, "../..");
const SCRIPT = join(ROOT, "build/release.ts");

describe("bun build/release.ts", () => {
  test.each([[[]], [["--target", "linux/vax"]], [["--targets"]], [["linux/amd64"]], [["--repository", "a/b"]]])(
    "refuses %j and builds nothing",
    (args) => {
      const { stdout, stderr, exitCode } = Bun.spawnSync([process.execPath, SCRIPT, ...args]);
      expect(stdout.toString()).toBe("");
      expect(stderr.toString()).toContain("\n\nusage: bun run release");
      expect(exitCode).toBe(2);
    },
  );

  test("refuses a release of all targets without the programs that make it, and keeps the last one", () => {
    const kept = join(ROOT, "dist/release", `kept-${process.pid}`);
    mkdirSync(join(ROOT, "dist/release"), { recursive: true });
    writeFileSync(kept, "");
    try {
      const env = { ...process.env, PATH: "" };
      const { stdout, stderr, exitCode } = Bun.spawnSync([process.execPath, SCRIPT, "--all"], { env });
      expect(stdout.toString()).toBe("");
      expect(stderr.toString()).toStartWith(
        "A release of all targets needs programs that are not installed: dpkg-deb, rpmbuild, i686-linux-gnu-gcc, ",
      );
      expect(exitCode).toBe(1);
      expect(existsSync(kept)).toBe(true);
    } finally {
      rmSync(kept, { force: true });
    }
  });
});
