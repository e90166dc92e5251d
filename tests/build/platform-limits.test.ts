import { describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { limitsOf, PLATFORM_LIMITS, renderSkip } from "../../build/platform-limits.ts";
import { requireTarget } from "../../build/compile.ts";
import { reachOf } from "../../build/emulators.ts";
import { suiteFiles } from "../../build/suites.ts";
import { TARGETS, targetName } from "../../build/targets.ts";
import type { Level } from "../../build/test-place.ts";

const ROOT = resolve(import.meta.dir, "../..");
const AMD64 = { platform: "linux", arch: "x64", musl: false, ia32: true };
const SUITE = [...new Bun.Glob("tests/{e2e,compat}/**/*.test.ts").scanSync({ cwd: ROOT })]
  .map((file) => readFileSync(resolve(ROOT, file), "utf8"))
  .join("\n");

describe("the list of what emulators cannot show", () => {
  test.each(PLATFORM_LIMITS.flatMap(({ title }) => title.source.split("|")))(
    "names a test that exists: %s",
    (title) => {
      expect(SUITE).toContain(title);
    },
  );

  test("leaves nothing out for executables that the kernel runs itself", () => {
    const natively = TARGETS.filter((target) => ["native", "musl-loader"].includes(reachOf(target, AMD64)));
    expect(natively.map(targetName)).toContain("linux/386");
    for (const target of natively) {
      expect(limitsOf(target, "end-to-end", reachOf(target, AMD64))).toEqual({ limits: [], flags: [] });
    }
  });

  test("applies the limits of qemu if the kernel runs no 32-bit Intel programs", () => {
    const target = requireTarget("linux/386");
    const reach = reachOf(target, { ...AMD64, ia32: false });
    expect(reach).toBe("qemu-user");
    expect(limitsOf(target, "end-to-end", reach).limits).not.toBeEmpty();
  });

  test("leaves out the tests that it names and no others", () => {
    const target = requireTarget("linux/arm");
    const [option, pattern] = limitsOf(target, "end-to-end").flags;
    expect(option).toBe("--test-name-pattern");
    const named = new RegExp(pattern ?? "");
    expect(named.test("a plugin inherits the signals that its caller ignores, as nohup does")).toBe(false);
    expect(named.test("a plugin inherits the working folder")).toBe(true);
    expect(limitsOf(target, "lua").flags).toEqual([]);
  });

  test("gives the reason of each test that it leaves out", () => {
    const target = requireTarget("linux/arm");
    const test = { file: "f.test.ts", title: "a plugin inherits > the signals that its caller ignores, as nohup does" };
    expect(renderSkip(target, "end-to-end", test)).toContain(": qemu handles every signal itself");
    expect(renderSkip(target, "end-to-end", { ...test, title: "t (skipped: no x)" })).toEndWith('"t (skipped: no x)"');
  });
});

describe("the suites over a target's executable", () => {
  test.each(["end-to-end", "lua"] as const)("%s names files that exist", (suite) => {
    const files = TARGETS.flatMap((target) => suiteFiles(suite, target));
    expect(files).not.toBeEmpty();
    expect(files.filter((file) => !existsSync(resolve(ROOT, file)))).toEqual([]);
  });

  test("are whole, except for linux/386 and windows/386 in a check, which have a part of it", () => {
    const filesOf = (level: Level): readonly (readonly [string, readonly string[]])[] =>
      TARGETS.map((target) => [targetName(target), suiteFiles("end-to-end", target, level)]);
    const whole = new Map(filesOf("long"));
    const parts = filesOf("check").filter(([name, files]) => files.length !== whole.get(name)?.length);
    expect(parts.map(([name]) => name)).toEqual(["linux/386", "windows/386"]);
    for (const [name, files] of parts) expect(files.filter((file) => !whole.get(name)?.includes(file))).toEqual([]);
  });
});
