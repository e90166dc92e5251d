import { describe, expect, test } from "bun:test";
import { posix } from "node:path";
import { fc } from "../../helpers/fast-check.ts";
import { pathStyle } from "../../../src/platform/path-style.ts";

const linux = pathStyle("linux");
const windows = pathStyle("windows");

describe("pathStyle", () => {
  test("has two styles: one for Windows, and one for every other system", () => {
    expect(windows.separator).toBe("\\");
    for (const os of ["linux", "darwin", "freebsd", "plan9"]) expect(pathStyle(os).separator).toBe("/");
  });
});

describe("join on POSIX", () => {
  // Go's filepath.Join and Clean, from their own documentation and tests.
  test.each([
    [[], ""],
    [["", ""], ""],
    [["a", "b"], "a/b"],
    [["a", ""], "a"],
    [["", "a"], "a"],
    [["a/", "/b/"], "a/b"],
    [["/", "a"], "/a"],
    [["/"], "/"],
    [["//"], "/"],
    [["."], "."],
    [["a", ".."], "."],
    [["a", "../.."], ".."],
    [["/a", "../.."], "/"],
    [["../../a"], "../../a"],
    [["a/./b//c/../d"], "a/b/d"],
    [["a\\b", "c"], "a\\b/c"],
    [["a b", "ü"], "a b/ü"],
  ])("makes of %j %j", (elements, expected) => {
    expect(linux.join(...elements)).toBe(expected);
  });

  test("agrees with node:path except for a separator at the end", () => {
    const element = fc.stringMatching(/^[a./]{0,8}$/);
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 4 }), (elements) => {
        fc.pre(elements.some((text) => text !== ""));
        expect(linux.join(...elements)).toBe(posix.join(...elements).replace(/(?<=.)\/$/, ""));
      }),
    );
  });
});

describe("join on Windows", () => {
  test.each([
    [[], ""],
    [["a", "b"], "a\\b"],
    [["a/b", "c"], "a\\b\\c"],
    [["C:\\a", "..\\b"], "C:\\b"],
    [["C:\\", "a"], "C:\\a"],
    [["C:/a/./b/"], "C:\\a\\b"],
    [["C:\\a", "..", ".."], "C:\\"],
    [["C:"], "C:."],
    [["C:a", "b"], "C:a\\b"],
    [["\\\\host\\share", "a", "..", ".."], "\\\\host\\share\\"],
    [["\\\\host\\share\\a\\b"], "\\\\host\\share\\a\\b"],
    [["\\a", "b"], "\\a\\b"],
    [["a", ".."], "."],
  ])("makes of %j %j", (elements, expected) => {
    expect(windows.join(...elements)).toBe(expected);
  });
});

describe("join", () => {
  const element = fc.stringMatching(/^[ab.\\/]{0,8}$/);

  test.each([
    ["linux", linux],
    ["windows", windows],
  ])("cleans on %s as with an element that has to be cleaned away", (_os, style) => {
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 4 }), (elements) => {
        // Two separators at the start, and what is behind them, are a share on Windows.
        const present = elements.filter((text) => text !== "");
        fc.pre(present.length > 0 && !/^[\\/]{2}/.test(`${present.join("\\")}\\`));
        expect(style.join(...elements)).toBe(style.join(...elements, "."));
      }),
    );
  });
});

describe("isAbsolute", () => {
  test.each([
    ["/", true, false],
    ["/a", true, false],
    ["a", false, false],
    ["./a", false, false],
    ["", false, false],
    ["C:\\a", false, true],
    ["c:/a", false, true],
    ["C:", false, false],
    ["C:a", false, false],
    ["\\a", false, false],
    ["\\\\host\\share", false, true],
    ["\\\\host", false, false],
    ["//host/share/a", true, true],
  ])("of %j: %p on POSIX, %p on Windows", (path, onPosix, onWindows) => {
    expect([linux.isAbsolute(path), windows.isAbsolute(path)]).toEqual([onPosix, onWindows]);
  });
});

describe("hasSeparator", () => {
  test.each([
    ["a", false, false],
    ["", false, false],
    ["a/b", true, true],
    ["a\\b", false, true],
    ["C:a", false, true],
    ["ab:c", false, false],
    ["./a", true, true],
  ])("of %j: %p on POSIX, %p on Windows", (path, onPosix, onWindows) => {
    expect([linux.hasSeparator(path), windows.hasSeparator(path)]).toEqual([onPosix, onWindows]);
  });
});

describe("base and directory", () => {
  test.each([
    ["/a/b", "b", "/a"],
    ["/a/b/", "b", "/a/b"],
    ["a", "a", "."],
    ["/a", "a", "/"],
    ["/", "", "/"],
    ["a/./b", "b", "a"],
    ["../a", "a", ".."],
  ])("split %j into %j and %j on POSIX", (path, base, directory) => {
    expect([linux.base(path), linux.directory(path)]).toEqual([base, directory]);
  });

  test.each([
    ["C:\\a\\b.exe", "b.exe", "C:\\a"],
    ["C:\\a", "a", "C:\\"],
    ["C:\\", "", "C:\\"],
    ["a/b", "b", "a"],
    ["a", "a", "."],
    ["\\\\host\\share\\a", "a", "\\\\host\\share\\"],
  ])("split %j into %j and %j on Windows", (path, base, directory) => {
    expect([windows.base(path), windows.directory(path)]).toEqual([base, directory]);
  });
});

describe("splitList", () => {
  test.each([
    ["", []],
    ["/a", ["/a"]],
    ["/a:/b", ["/a", "/b"]],
    [":/a::/b:", ["", "/a", "", "/b", ""]],
    [":", ["", ""]],
    ['"/a:b":/c', ['"/a', 'b"', "/c"]],
    ["/a;b", ["/a;b"]],
  ])("splits %j into %j on POSIX", (list, expected) => {
    expect(linux.splitList(list)).toEqual(expected);
  });

  // Go's TestWinSplitList.
  test.each([
    ["", []],
    ["a", ["a"]],
    [";", ["", ""]],
    ["a;b", ["a", "b"]],
    ["C:\\a;D:\\b", ["C:\\a", "D:\\b"]],
    ['"a"', ["a"]],
    ['"a;b"', ["a;b"]],
    ['";"', [";"]],
    ['a;"b;c";d', ["a", "b;c", "d"]],
    ['C:\\"a;b"\\c', ["C:\\a;b\\c"]],
    ['"a', ["a"]],
    ['"a;b', ["a;b"]],
  ])("splits %j into %j on Windows", (list, expected) => {
    expect(windows.splitList(list)).toEqual(expected);
  });
});

describe("absolute", () => {
  test.each([
    ["/wd", "a/b", "/wd/a/b"],
    ["/wd", "../a/", "/a"],
    ["/wd", "/a/./b", "/a/b"],
    ["/wd", "C:a", "/wd/C:a"],
    ["/wd", "\\a", "/wd/\\a"],
  ])("on POSIX resolves in %j the path %j to %j", (base, path, expected) => {
    expect(linux.absolute(base, path)).toBe(expected);
  });

  test.each([
    ["C:\\wd", "a/b", "C:\\wd\\a\\b"],
    ["C:\\wd", "..\\a", "C:\\a"],
    ["C:\\wd", "D:/a", "D:\\a"],
    ["C:\\wd", "\\a\\b", "C:\\a\\b"],
    ["C:\\wd", "/a", "C:\\a"],
    ["C:\\wd", "c:s\\x.lua", "C:\\wd\\s\\x.lua"],
    ["C:\\wd", "C:", "C:\\wd"],
    ["C:\\wd", "D:s\\x.lua", "D:s\\x.lua"],
    ["C:\\wd", "\\\\host\\share\\a", "\\\\host\\share\\a"],
    ["\\\\host\\share\\wd", "\\a", "\\\\host\\share\\a"],
    ["\\\\host\\share\\wd", "C:a", "C:a"],
  ])("on Windows resolves in %j the path %j to %j", (base, path, expected) => {
    expect(windows.absolute(base, path)).toBe(expected);
  });
});
