import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { hasProgram, testPrograms } from "../../build/test-programs.ts";

const LIST = readFileSync(resolve(import.meta.dir, "../../build/test-programs.txt"), "utf8");
const LINE = /^(?:apt|debian-amd64) +(?:[\w.-]+|\/[\w./-]+) +[a-z0-9.+-]+ +\S.*$/;

describe("the list of test programs", () => {
  test("has a group, a program, a package and a reason in each line", () => {
    const lines = LIST.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => !LINE.test(line))).toEqual([]);
  });

  test("needs nothing without apt-get, and cross compilers and Wine only on Debian amd64", () => {
    expect(testPrograms({ apt: false, debianAmd64: false })).toEqual([]);
    const ubuntu = testPrograms({ apt: true, debianAmd64: false });
    const debian = testPrograms({ apt: true, debianAmd64: true });
    expect(ubuntu).toContain("lua5.4");
    expect(ubuntu).not.toContain("i686-linux-gnu-gcc");
    expect(debian).toEqual(expect.arrayContaining([...ubuntu, "i686-linux-gnu-gcc"]));
    expect(debian.at(-1)).toEndWith(join("luff-wine", "complete"));
  });
});

test("hasProgram finds programs by name and files by path", () => {
  expect(hasProgram(process.execPath)).toBe(true);
  expect(hasProgram(join(process.execPath, "missing"))).toBe(false);
  expect(hasProgram("there-is-no-such-program")).toBe(false);
});
