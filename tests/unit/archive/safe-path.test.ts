import { describe, expect, test } from "bun:test";
import { safePath } from "../../../src/archive/safe-path.ts";
import { AppError } from "../../../src/errors/app-error.ts";
import { fc } from "../../helpers/fast-check.ts";

/** What a path comes to; the code of the error if it may not be. */
function found(os: string, path: string): string {
  try {
    return safePath(os, path);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe("the path of an entry", () => {
  test.each([
    ["a/b-1.0/c.txt", "a/b-1.0/c.txt"],
    ["./a//b/", "a/b"],
    ["a\\b", "a/b"],
    [".git/config", ".git/config"],
    ["a/..b", "a/..b"],
    ["a/..", "archive-unsafe"],
    ["a/../b", "archive-unsafe"],
    ["/a", "archive-unsafe"],
    ["C:a", "archive-unsafe"],
    ["a\0", "archive-unsafe"],
    ["a/".repeat(64), `${"a/".repeat(63)}a`],
    ["a/".repeat(65), "archive-unsafe"],
    ["a".repeat(255), "a".repeat(255)],
    ["a".repeat(256), "archive-unsafe"],
    ["", ""],
    [".", ""],
  ] as const)("%j comes to what it should, or is refused", (path, expected) => {
    expect(found("linux", path)).toEqual(expected);
  });

  test.each(["a/nul", "con.txt", "a.", "aux/b"])("is refused on Windows if it cannot have a name: %s", (path) => {
    expect(found("windows", path)).toBe("archive-unsafe");
    expect(found("linux", path)).toBe(path);
  });

  test("is the same whether it is plain or is looked at closely, as one behind ./ is", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "_", "-", ".", "/", "\\", ":", " ", "ü"), maxLength: 12 });
    fc.assert(
      fc.property(name, (path) => {
        if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) return;
        expect(found("linux", path)).toEqual(found("linux", `./${path}`));
      }),
    );
  });
});
