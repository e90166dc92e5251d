import { describe, expect, test } from "bun:test";
import { findProgram } from "../../../src/program/find-program.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const PROGRAM = { kind: "program" } as const;
const FOLDER = { kind: "directory" } as const;

describe("findProgram on POSIX", () => {
  const find = (word: string, files: Record<string, MemoryEntry>, path: string | undefined = "/a:/b") =>
    findProgram(createMemoryHost({ files, env: path === undefined ? {} : { PATH: path } }), word);

  test("returns the first executable file along PATH", () => {
    expect(find("x", { "/a/x": PROGRAM, "/b/x": PROGRAM })).toMatchObject({ kind: "found", file: "/a/x" });
    expect(find("x", { "/b/x": PROGRAM })).toMatchObject({ kind: "found", file: "/b/x" });
  });

  test("skips folders and files that are not executable", () => {
    expect(find("x", { "/a/x": FOLDER, "/b/x": PROGRAM })).toMatchObject({ kind: "found", file: "/b/x" });
    expect(find("x", { "/a/x": "text", "/b/x": PROGRAM })).toMatchObject({ kind: "found", file: "/b/x" });
  });

  test("returns the first file that is not executable if there is nothing else", () => {
    expect(find("x", { "/a/x": "text", "/b/x": FOLDER })).toEqual({ kind: "not-executable", file: "/a/x" });
  });

  test.each([undefined, "", "/none", "/a:/b"])("returns missing with PATH %j", (path) => {
    expect(find("x", { "/c/x": PROGRAM, "/wd/x": PROGRAM }, path)).toEqual({ kind: "missing" });
  });

  test.each([
    ["an empty element", ":/a", "x"],
    ["an empty element at the end", "/a:", "x"],
    ["a dot", ".:/a", "x"],
    ["a relative folder", "bin:/a", "bin/x"],
  ])("refuses a program that is found through %s of PATH", (_title, path, file) => {
    expect(find("x", { "/wd/x": PROGRAM, "/wd/bin/x": PROGRAM }, path)).toEqual({ kind: "relative", file });
  });

  test("begins where the host says that nothing is before", () => {
    const host = createMemoryHost({ files: { "/a/x": PROGRAM, "/b/x": PROGRAM }, env: { PATH: "/0:/a:/b" } });
    const asked: (readonly string[])[] = [];
    const countAbsent = (paths: readonly string[]): number => asked.push(paths) + 1;
    const found = findProgram({ ...host, files: { ...host.files, countAbsent } }, "x");
    expect(found).toMatchObject({ kind: "found", file: "/b/x" });
    expect(asked).toEqual([["/0/x", "/a/x", "/b/x"]]);
  });

  test("uses an absolute folder before a relative one", () => {
    expect(find("x", { "/wd/x": PROGRAM, "/a/x": PROGRAM }, "/a:.")).toMatchObject({ kind: "found", file: "/a/x" });
  });

  test.each(["./x", "bin/x", "/a/x", "/a/../a/x"])("treats %j as a path and does not change it", (word) => {
    const files = { "/wd/x": PROGRAM, "/wd/bin/x": PROGRAM, "/a/x": PROGRAM };
    expect(find(word, files, "")).toMatchObject({ kind: "found", file: word });
  });

  test("does not search PATH for a path", () => {
    expect(find("bin/x", { "/a/bin/x": PROGRAM })).toEqual({ kind: "missing" });
  });

  test("skips a folder of PATH that may not be entered", () => {
    expect(find("x", { "/a": { kind: "denied" }, "/b/x": PROGRAM })).toMatchObject({ kind: "found", file: "/b/x" });
  });
});

describe("findProgram on Windows", () => {
  const find = (word: string, files: readonly string[], env: Record<string, string> = {}) => {
    const entries = Object.fromEntries(files.map((file) => [file, "MZ"]));
    return findProgram(createMemoryHost({ os: "windows", files: entries, env: { Path: "C:\\a;C:\\b", ...env } }), word);
  };

  test("does not let the host say where nothing is, because the endings are not in the paths", () => {
    const host = createMemoryHost({ os: "windows", files: { "C:\\a\\x.exe": "MZ" }, env: { Path: "C:\\a" } });
    const countAbsent = (paths: readonly string[]): number => paths.length;
    const found = findProgram({ ...host, files: { ...host.files, countAbsent } }, "x");
    expect(found).toMatchObject({ kind: "found", file: "C:\\a\\x.exe" });
  });

  test("tries the extensions of PATHEXT in order, folder by folder", () => {
    expect(find("x", ["C:\\a\\x.cmd", "C:\\a\\x.exe"])).toMatchObject({ kind: "found", file: "C:\\a\\x.exe" });
    expect(find("x", ["C:\\a\\x.cmd", "C:\\b\\x.exe"])).toMatchObject({ kind: "found", file: "C:\\a\\x.cmd" });
    expect(find("x", ["C:\\a\\x.exe", "C:\\a\\x.cmd"], { PATHEXT: ".CMD;.EXE" })).toMatchObject({
      kind: "found",
      file: "C:\\a\\x.cmd",
    });
  });

  test("uses the default extensions if PATHEXT is empty, and adds a missing dot", () => {
    expect(find("x", ["C:\\a\\x.bat"], { PATHEXT: "" })).toMatchObject({ kind: "found", file: "C:\\a\\x.bat" });
    expect(find("x", ["C:\\a\\x.ps1"], { PATHEXT: "ps1;;" })).toMatchObject({ kind: "found", file: "C:\\a\\x.ps1" });
  });

  test("does not take an empty part of PATHEXT for an extension that every word has", () => {
    const found = find("x", ["C:\\a\\x", "C:\\a\\x.exe"], { PATHEXT: ".COM;;.EXE" });
    expect(found).toMatchObject({ kind: "found", file: "C:\\a\\x.exe" });
  });

  test("also tries the extensions for a path", () => {
    const files = ["C:\\p\\bin\\diff.exe"];
    expect(find("C:\\p\\bin\\diff", files)).toMatchObject({ kind: "found", file: "C:\\p\\bin\\diff.exe" });
    expect(find("C:/p/bin/diff", files)).toMatchObject({ kind: "found", file: "C:/p/bin/diff.exe" });
  });

  test("tries a word with an extension unchanged first", () => {
    expect(find("x.exe", ["C:\\a\\x.exe", "C:\\a\\x.exe.exe"])).toMatchObject({ kind: "found", file: "C:\\a\\x.exe" });
    expect(find("X.EXE", ["C:\\a\\x.exe"])).toMatchObject({ kind: "found", file: "C:\\a\\X.EXE" });
    expect(find("x.1", ["C:\\a\\x.1", "C:\\a\\x.1.exe"])).toMatchObject({ kind: "found", file: "C:\\a\\x.1.exe" });
  });

  test("splits PATH at semicolons outside of quotes", () => {
    expect(find("x", ["C:\\b;c\\x.exe"], { Path: '"C:\\b;c";C:\\a' })).toMatchObject({
      kind: "found",
      file: "C:\\b;c\\x.exe",
    });
  });

  test("finds a program of the Store, whose file cannot be read", () => {
    const folder = "C:\\Users\\u\\AppData\\Local\\Microsoft\\WindowsApps";
    const host = createMemoryHost({ os: "windows", files: { [folder]: { kind: "denied" } }, env: { Path: folder } });
    expect(findProgram(host, "pwsh")).toMatchObject({ kind: "found", file: `${folder}\\pwsh.exe` });
  });

  test("refuses a program that is found through a relative element", () => {
    expect(find("x", ["C:\\work\\bin\\x.exe"], { Path: "bin" })).toEqual({ kind: "relative", file: "bin\\x.exe" });
  });
});
