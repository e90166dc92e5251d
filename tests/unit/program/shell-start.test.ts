import { describe, expect, test } from "bun:test";
import { quoteForMsys, shellStart, slashedVariables, toSlashes } from "../../../src/program/shell-start.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const GIT = "C:\\Program Files\\Git";

function start(shell: string, files: readonly string[], env: Readonly<Record<string, string>> = { Path: "C:\\a" }) {
  const host = createMemoryHost({ os: "windows", files: Object.fromEntries(files.map((file) => [file, "MZ"])), env });
  return shellStart(host, { shell, args: ["C:/p/x.sh", "a b"], variables: { A: "1" } });
}

describe("shellStart", () => {
  test("passes arguments to another kind of shell as to any program", () => {
    expect(start("D:\\x\\gosh.exe", [])).toEqual({
      file: "D:\\x\\gosh.exe",
      name: "gosh",
      args: ["C:/p/x.sh", "a b"],
      variables: { A: "1" },
    });
  });

  test.each<[string, string, string, Record<string, string>]>([
    ["beside it", "D:\\m", "D:\\m\\msys-2.0.dll", { PATH: "D:\\m;C:\\a" }],
    ["beside the one that it starts", `${GIT}\\bin`, `${GIT}\\usr\\bin\\msys-2.0.dll`, {}],
    ["of Cygwin", "D:\\cygwin64\\bin", "D:\\cygwin64\\bin\\cygwin1.dll", { PATH: "D:\\cygwin64\\bin;C:\\a" }],
  ])("quotes for the MSYS runtime, whose library is %s", (_title, folder, library, own) => {
    expect(start(`${folder}\\sh.exe`, [library])).toEqual({
      file: `${folder}\\sh.exe`,
      name: "sh",
      args: ['C":/p/x.sh"', '"a b"'],
      variables: { A: "1", ...own },
      verbatim: true,
    });
  });

  test("quotes a shell's file name with a blank if the system does not", () => {
    const library = "D:\\m\\msys-2.0.dll";
    expect(start("D:\\m\\my sh.exe", [library])).toMatchObject({ name: '"my sh"', verbatim: true });
    expect(start("D:\\m\\my sh.exe", [])).toMatchObject({ name: "my sh" });
  });

  test.each<[string, string | undefined]>([
    ["C:\\Windows;D:\\m", "D:\\m;C:\\Windows;D:\\m"],
    ["", "D:\\m"],
    ["D:\\m2;C:\\a", "D:\\m;D:\\m2;C:\\a"],
    ["d:\\M;C:\\a", undefined],
    ["D:\\m", undefined],
  ])("of Cygwin finds its tools before all others with the PATH %j", (path, expected) => {
    const { variables } = start("D:\\m\\bash.exe", ["D:\\m\\cygwin1.dll"], { Path: path });
    expect(variables["PATH"]).toBe(expected as string);
  });

  test("uses the library beside the shell before the one in usr\\bin", () => {
    const libraries = ["D:\\m\\bin\\cygwin1.dll", "D:\\m\\usr\\bin\\cygwin1.dll"];
    expect(start("D:\\m\\bin\\sh.exe", libraries).variables["PATH"]).toBe("D:\\m\\bin;C:\\a");
  });

  test("has nothing set for a shell of another kind, wherever it is", () => {
    expect(start("D:\\busybox\\sh.exe", ["D:\\busybox\\sh.exe"]).variables).toEqual({ A: "1" });
  });

  test("puts the folders of a shell in usr\\bin at the front of PATH, and sets MSYSTEM", () => {
    const folder = `${GIT}\\usr\\bin`;
    expect(start(`${folder}\\sh.exe`, [`${GIT}\\mingw64\\bin\\git.exe`]).variables).toEqual({
      A: "1",
      PATH: `${GIT}\\mingw64\\bin;${folder};C:\\a`,
      MSYSTEM: "MINGW64",
    });
    expect(start(`${folder}\\sh.exe`, [`${GIT}\\clangarm64\\bin\\git.exe`]).variables["MSYSTEM"]).toBe("CLANGARM64");
    expect(start(`${folder}\\sh.exe`, [], { Path: "" }).variables).toEqual({ A: "1", PATH: folder });
    const both = [`${GIT}\\clangarm64\\bin\\git.exe`, `${GIT}\\mingw64\\bin\\git.exe`];
    expect(start(`${folder}\\sh.exe`, both, { MSYSTEM: "" }).variables["MSYSTEM"]).toBe("MINGW64");
    const kept = start(`${folder}\\sh.exe`, [`${GIT}\\mingw32\\bin\\x`], { MSYSTEM: "UCRT64", PATH: "C:\\b" });
    expect(kept.variables).toEqual({ A: "1", PATH: `${GIT}\\mingw32\\bin;${folder};C:\\b` });
  });
});

test.each([
  ["", '""'],
  ["a", '"a"'],
  ["*.yaml", '"*.yaml"'],
  ["it's", '"it\'s"'],
  ["@file", '"@file"'],
  ["~", '"~"'],
  ['say "x"', '"say \\"x\\""'],
  ["C:\\a\\", 'C":\\\\a\\\\"'],
  ["C:\\user", 'C":\\\\user"'],
  ["c:x\\y", 'c":x\\\\y"'],
  ["x=C:\\user", '"x=C:\\\\user"'],
  ["\\bword\\b", '"\\\\"b"word\\\\b"'],
  ["\\(a\\)", '"\\\\(a\\\\)"'],
  ["\\\\server\\x y", '"\\\\\\\\server\\\\x y"'],
  ['\\"', '"\\\\\\""'],
])("quoteForMsys writes %j as %s", (argument, written) => {
  expect(quoteForMsys(argument)).toBe(written);
});

test.each([
  ["C:\\a b\\c", "C:/a b/c"],
  ["C:/a\\b", "C:/a/b"],
  ["\\\\server\\share\\x", "//server/share/x"],
  ["\\\\?\\C:\\long", "C:/long"],
  ["\\\\?\\UNC\\server\\share", "//server/share"],
  ["C:\\a;D:\\b", "C:/a;D:/b"],
  ["helm", "helm"],
  ["", ""],
])("toSlashes writes %s as %s", (path, slashed) => {
  expect(toSlashes(path)).toBe(slashed);
});

test("slashedVariables changes only variables that contain paths", () => {
  expect(slashedVariables({ HELM_BIN: "C:\\helm.exe", HELM_KUBETOKEN: "a\\b" }, ["HELM_BIN", "OTHER"])).toEqual({
    HELM_BIN: "C:/helm.exe",
    HELM_KUBETOKEN: "a\\b",
  });
});
