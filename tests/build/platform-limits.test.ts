import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { limitsOf, PLATFORM_LIMITS } from "../../build/platform-limits.ts";
import { findTarget, TARGETS, targetName } from "../../build/targets.ts";

const ROOT = resolve(import.meta.dir, "../..");
const SUITE = [...new Bun.Glob("tests/e2e/**/*.test.ts").scanSync({ cwd: ROOT })]
  .map((file) => readFileSync(resolve(ROOT, file), "utf8"))
  .join("\n");

describe("the list of what emulators cannot show", () => {
  test.each(PLATFORM_LIMITS.flatMap(({ title }) => title.source.split("|")))(
    "names a test that exists: %s",
    (title) => {
      expect(SUITE).toContain(title);
    },
  );

  test("takes nothing from executables that the kernel runs itself", () => {
    const natively = TARGETS.filter(({ testedBy }) => testedBy.startsWith("native") || testedBy === "musl-loader");
    expect(natively.map(targetName)).toContain("linux/386");
    for (const target of natively) expect(limitsOf(target)).toEqual({ limits: [], flags: [] });
  });

  test("leaves out the tests that it names and no others", () => {
    const target = findTarget("linux/arm");
    const [option, pattern] = target === undefined ? [] : limitsOf(target).flags;
    expect(option).toBe("--test-name-pattern");
    const named = new RegExp(pattern ?? "");
    expect(named.test("a plugin inherits the signals that its caller ignores, as nohup does")).toBe(false);
    expect(named.test("a plugin inherits the working folder")).toBe(true);
  });
});
