import { describe, expect, test } from "bun:test";
import { resolve } from "node:path";

describe("bun build/release.ts", () => {
  test.each([[[]], [["--target", "linux/vax"]], [["--targets"]], [["linux/amd64"]], [["--repository", "a/b"]]])(
    "refuses %j and builds nothing",
    (args) => {
      const script = resolve(import.meta.dir, "../../build/release.ts");
      const { stdout, stderr, exitCode } = Bun.spawnSync([process.execPath, script, ...args]);
      expect(stdout.toString()).toBe("");
      expect(stderr.toString()).not.toBe("");
      expect(exitCode).not.toBe(0);
    },
  );
});
