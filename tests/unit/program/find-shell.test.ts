import { describe, expect, test } from "bun:test";
import { HostError } from "../../../src/host/host-error.ts";
import { findShell } from "../../../src/program/find-shell.ts";
import type { ShellName } from "../../../src/program/interpreters.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

type Variables = Readonly<Record<string, string>>;

/** The shell that is found on a machine with the files; a file that ends in ">X" is a link to X. */
function find(shell: ShellName, files: readonly string[], env: Variables = {}): ReturnType<typeof findShell> {
  const entries = files.map((file): [string, MemoryEntry] => {
    const [path = "", target] = file.split(">");
    return [path, target === undefined ? "MZ" : { kind: "link", target }];
  });
  return findShell(createMemoryHost({ os: "windows", files: Object.fromEntries(entries), env }), shell);
}

const GIT = "C:\\Program Files\\Git";
const PROGRAMS = { ProgramFiles: "C:\\Program Files" };
const found = (file: string, origin: string): ReturnType<typeof findShell> => ({ kind: "found", file, origin });

const NONE: ReturnType<typeof findShell> = { kind: "missing", passed: [] };

describe("findShell", () => {
  test("finds nothing on an empty machine", () => {
    expect(find("sh", [], PROGRAMS)).toEqual(NONE);
    expect(find("bash", [], {})).toEqual(NONE);
  });

  /** Each line is a place, from the strongest to the weakest. */
  const PLACES: readonly (readonly [title: string, folder: string, origin: string])[] = [
    ["on PATH", "D:\\msys64\\usr\\bin", "on PATH"],
    ["in the folder bin beside that of git.exe", "D:\\Git\\bin", "beside git.exe"],
    ["in the folder usr\\bin beside it", "D:\\Git\\usr\\bin", "beside git.exe"],
    ["in scoop's folder", "D:\\scoop\\apps\\git\\current\\bin", "in scoop's Git"],
    ["in scoop's usual folder", "C:\\Users\\u\\scoop\\apps\\git\\current\\usr\\bin", "in scoop's Git"],
    ["in Git's usual folder", `${GIT}\\bin`, "in Git's folder"],
    ["in Git's usual folder for MinGit", `${GIT}\\usr\\bin`, "in Git's folder"],
    ["in Git's folder of a 32-bit Git", "C:\\Program Files (x86)\\Git\\bin", "in Git's folder"],
    ["in the user's own Git", "C:\\Users\\u\\AppData\\Local\\Programs\\Git\\bin", "in Git's folder"],
  ];
  const EVERYTHING = {
    Path: "C:\\Windows\\System32;D:\\Git\\cmd;D:\\msys64\\usr\\bin",
    SCOOP: "D:\\scoop",
    UserProfile: "C:\\Users\\u",
    ProgramFiles: "C:\\Program Files",
    "ProgramFiles(x86)": "C:\\Program Files (x86)",
    LocalAppData: "C:\\Users\\u\\AppData\\Local",
  };

  test.each(PLACES.map((place, index) => [...place, index] as const))(
    "prefers the shell %s to all later ones",
    (_title, folder, origin, index) => {
      const others = PLACES.slice(index).flatMap(([, each]) => [`${each}\\sh.exe`, `${each}\\bash.exe`]);
      const files = ["D:\\Git\\cmd\\git.exe", ...others];
      expect(find("sh", files, EVERYTHING)).toEqual(found(`${folder}\\sh.exe`, origin));
      expect(find("bash", files, EVERYTHING)).toEqual(found(`${folder}\\bash.exe`, origin));
    },
  );

  test("uses bash for sh if its folder has no sh, and sh for bash if no place has a bash", () => {
    expect(find("sh", ["D:\\a\\bash.exe"], { Path: "D:\\a" })).toEqual(found("D:\\a\\bash.exe", "on PATH"));
    expect(
      find("bash", ["D:\\MinGit\\usr\\bin\\sh.exe", "D:\\MinGit\\cmd\\git.exe"], { Path: "D:\\MinGit\\cmd" }),
    ).toEqual(found("D:\\MinGit\\usr\\bin\\sh.exe", "beside git.exe"));
    const both = ["D:\\busybox\\sh.exe", `${GIT}\\bin\\bash.exe`];
    expect(find("bash", both, { ...PROGRAMS, Path: "D:\\busybox" })).toEqual(
      found(`${GIT}\\bin\\bash.exe`, "in Git's folder"),
    );
  });

  test("finds the Git of a git.exe two folders below it, behind a link, and of scoop's shim", () => {
    const sh = "D:\\Git\\bin\\sh.exe";
    expect(find("sh", [sh, "D:\\Git\\mingw64\\bin\\git.exe"], { Path: "D:\\Git\\mingw64\\bin" })).toEqual(
      found(sh, "beside git.exe"),
    );
    const linked = [sh, "D:\\Git\\cmd\\git.exe", "E:\\Links\\git.exe>D:\\Git\\cmd\\git.exe"];
    expect(find("sh", linked, { Path: "E:\\Links" })).toEqual(found(sh, "beside git.exe"));
    const scoop = ["D:\\s\\shims\\git.exe", "D:\\s\\apps\\git\\current\\bin\\sh.exe"];
    expect(find("sh", scoop, { Path: "D:\\s\\shims" })).toEqual(
      found("D:\\s\\apps\\git\\current\\bin\\sh.exe", "in scoop's Git"),
    );
  });

  test("uses the shell behind scoop's shim", () => {
    const files = ["D:\\s\\shims\\sh.exe", "D:\\s\\shims\\bash.exe", "D:\\s\\apps\\git\\current\\bin\\bash.exe"];
    expect(find("bash", files, { Path: "D:\\s\\shims" })).toEqual(
      found("D:\\s\\apps\\git\\current\\bin\\bash.exe", "in scoop's Git"),
    );
    expect(find("bash", files.slice(0, 2), { Path: "D:\\s\\shims" })).toEqual(
      found("D:\\s\\shims\\bash.exe", "on PATH"),
    );
  });

  test.each([
    "C:\\Windows\\System32\\bash.exe",
    "c:\\windows\\SYSTEM32\\BASH.EXE",
    "C:\\Windows\\SysNative\\bash.exe",
    "C:\\Users\\u\\AppData\\Local\\Microsoft\\WindowsApps\\bash.exe",
  ])("never uses WSL's %s", (file) => {
    const folder = file.slice(0, file.lastIndexOf("\\"));
    expect(find("bash", [file], { Path: `${folder};${folder}`, SystemRoot: "C:\\WINDOWS" })).toEqual({
      kind: "missing",
      passed: [expect.stringMatching(/bash\.exe is WSL's, which uses different paths$/i)],
    });
    expect(find("sh", [file, `${GIT}\\bin\\sh.exe`], { ...PROGRAMS, Path: folder })).toEqual(
      found(`${GIT}\\bin\\sh.exe`, "in Git's folder"),
    );
    expect(find("bash", [file], { LUFF_SHELL: file })).toMatchObject({
      kind: "refused",
      obstacle: { reason: `LUFF_SHELL is "${file}", and that is WSL's shell, which uses different paths` },
    });
  });

  test("takes LUFF_SHELL without the space and the quotes that cmd leaves at its ends", () => {
    const file = "D:\\my tools\\sh.exe";
    const expected = found(file, "by LUFF_SHELL");
    expect(find("sh", [file], { LUFF_SHELL: `${file} ` })).toEqual(expected);
    expect(find("sh", [file], { LUFF_SHELL: ` "${file}" ` })).toEqual(expected);
  });

  test("ignores relative folders of PATH", () => {
    expect(find("sh", ["C:\\work\\sh.exe", "C:\\work\\bin\\sh.exe"], { Path: ";.;bin;\\work" })).toEqual(NONE);
  });

  test.each([
    ["D:\\bin", "D:\\usr\\bin\\sh.exe"],
    ["D:\\git\\cmd", "D:\\usr\\bin\\sh.exe"],
    ["D:\\git\\cmd", "D:\\bin\\sh.exe"],
    ["D:\\shims", "D:\\apps\\git\\current\\bin\\sh.exe"],
  ])("finds nothing in the root of a drive if git.exe is in %s: %s", (folder, file) => {
    expect(find("sh", [`${folder}\\git.exe`, file], { Path: folder })).toEqual(NONE);
  });

  test("finds scoop's global Git after its own, without relative folders", () => {
    const git = (scoop: string): string => `${scoop}\\apps\\git\\current\\bin\\sh.exe`;
    const env = { SCOOP: "D:\\own", SCOOP_GLOBAL: "D:\\all" };
    expect(find("sh", [git("D:\\all")], env)).toEqual(found(git("D:\\all"), "in scoop's Git"));
    expect(find("sh", [git("D:\\all"), git("D:\\own")], env)).toEqual(found(git("D:\\own"), "in scoop's Git"));
    expect(find("sh", [git("C:\\work\\own")], { SCOOP: "own" })).toEqual(NONE);
  });

  test("prefers the 64-bit Git to the 32-bit one, also in a 32-bit program", () => {
    const other = "C:\\Program Files (x86)\\Git\\bin\\sh.exe";
    const env = { ProgramFiles: "C:\\Program Files (x86)", ProgramW6432: "C:\\Program Files" };
    expect(find("sh", [other, `${GIT}\\bin\\sh.exe`], env)).toEqual(found(`${GIT}\\bin\\sh.exe`, "in Git's folder"));
    expect(find("sh", [other], env)).toEqual(found(other, "in Git's folder"));
  });

  test.each([
    ["zsh", "zsh.exe"],
    ["ksh", "ksh.exe"],
    ["ksh", "ksh93.exe"],
    ["ksh", "mksh.exe"],
    ["fish", "fish.exe"],
  ] as const)("finds %s by the name %s in the same places, and beside LUFF_SHELL first", (shell, name) => {
    const files = [`D:\\m\\${name}`, `D:\\m\\sh.exe`, "D:\\m\\bash.exe", `D:\\o\\${name}`, "D:\\o\\sh.exe"];
    const env = { Path: "D:\\m" };
    expect(find(shell, files, env)).toEqual(found(`D:\\m\\${name}`, "on PATH"));
    const given = { ...env, LUFF_SHELL: "D:\\o\\sh.exe" };
    expect(find(shell, files, given)).toEqual(found(`D:\\o\\${name}`, "beside LUFF_SHELL"));
    expect(find(shell, files, { ...env, LUFF_SHELL: "o\\sh.exe" })).toMatchObject({ origin: "on PATH" });
    expect(find(shell, ["D:\\m\\sh.exe", "D:\\m\\bash.exe"], given)).toEqual(NONE);
  });

  test("uses the shell at a script's own path if LUFF_SHELL is not set and the shell is not WSL's", () => {
    const wsl = "C:\\Windows\\System32\\bash.exe";
    const host = createMemoryHost({
      os: "windows",
      files: { "D:\\a\\bash.exe": "MZ", "D:\\b\\bash.exe": "MZ", [wsl]: "MZ" },
      env: { Path: "D:\\a" },
    });
    expect(findShell(host, "bash", "D:\\b\\bash.exe")).toEqual(found("D:\\b\\bash.exe", "by its path"));
    for (const path of [wsl, "D:\\gone\\bash.exe", "bash.exe", "D:\\b"]) {
      expect(findShell(host, "bash", path)).toEqual(found("D:\\a\\bash.exe", "on PATH"));
    }
  });

  test("takes the first folder with a sh or a bash for sh, and the first name of ksh", () => {
    const files = ["D:\\a\\bash.exe", "D:\\b\\sh.exe", "D:\\a\\mksh.exe", "D:\\a\\ksh93.exe", "D:\\a\\ksh.exe"];
    const env = { Path: "D:\\a;D:\\b" };
    expect(find("sh", files, env)).toEqual(found("D:\\a\\bash.exe", "on PATH"));
    expect(find("ksh", files, env)).toEqual(found("D:\\a\\ksh.exe", "on PATH"));
    expect(find("ksh", files.slice(0, -1), env)).toEqual(found("D:\\a\\ksh93.exe", "on PATH"));
  });

  test("searches the folder nearest to git.exe first", () => {
    const files = ["D:\\x\\Git\\cmd\\git.exe", "D:\\x\\Git\\bin\\sh.exe", "D:\\x\\bin\\sh.exe"];
    expect(find("sh", files, { Path: "D:\\x\\Git\\cmd" })).toEqual(found("D:\\x\\Git\\bin\\sh.exe", "beside git.exe"));
  });

  test.each(["C:\\Windows-tools", "D:\\MyWindowsApps"])("uses a bash in %s, which is not WSL's", (folder) => {
    const env = { Path: folder, SystemRoot: "C:\\Windows" };
    expect(find("bash", [`${folder}\\bash.exe`], env)).toEqual(found(`${folder}\\bash.exe`, "on PATH"));
  });

  test("searches beside a git.exe whose links cannot be followed", () => {
    const host = createMemoryHost({
      os: "windows",
      files: { "D:\\Git\\cmd\\git.exe": "MZ", "D:\\Git\\bin\\sh.exe": "MZ" },
      env: { Path: "D:\\Git\\cmd" },
    });
    const realPath = (path: string): never => {
      throw new HostError("denied", path, "permission denied");
    };
    const shell = findShell({ ...host, files: { ...host.files, realPath } }, "sh");
    expect(shell).toEqual(found("D:\\Git\\bin\\sh.exe", "beside git.exe"));
  });

  test("does not treat a folder as a shell", () => {
    expect(find("sh", ["D:\\a\\sh.exe\\file"], { Path: "D:\\a" })).toEqual(NONE);
  });

  describe("with LUFF_SHELL", () => {
    const all = [
      `${GIT}\\bin\\sh.exe`,
      "D:\\g\\sh.exe",
      "D:\\g\\bash.exe",
      "D:\\g\\gosh.exe",
      "D:\\x\\gosh.exe",
      "D:\\e\\sh.exe.exe",
      "D:\\e\\bash.exe",
    ];
    const given = (shell: "sh" | "bash", file: string): ReturnType<typeof findShell> =>
      find(shell, [...all, "D:\\x\\sh.cmd", "D:\\x\\CMD.EXE", "D:\\x\\pwsh.exe", "D:\\only\\sh.exe"], {
        ...PROGRAMS,
        luff_shell: file,
      });

    test.each([
      ["sh", "D:\\g\\sh.exe", "D:\\g\\sh.exe"],
      ["bash", "D:\\g\\sh.exe", "D:\\g\\bash.exe"],
      ["bash", "D:/g/sh.exe", "D:\\g\\bash.exe"],
      ["bash", "D:\\g\\SH.EXE", "D:\\g\\bash.exe"],
      ["bash", "D:\\g\\gosh.exe", "D:\\g\\gosh.exe"],
      ["bash", "D:\\e\\sh.exe.exe", "D:\\e\\sh.exe.exe"],
      ["sh", '"D:\\g\\sh.exe"', "D:\\g\\sh.exe"],
      ["sh", "D:/g/bash", "D:/g/bash.exe"],
      ["bash", "D:\\G\\SH.EXE", "D:\\G\\bash.exe"],
      ["sh", "D:\\g\\bash.exe", "D:\\g\\bash.exe"],
      ["bash", "D:\\x\\gosh.exe", "D:\\x\\gosh.exe"],
      ["bash", "D:\\only\\sh.exe", "D:\\only\\sh.exe"],
    ] as const)("uses for %s with %s the shell %s", (shell, file, taken) => {
      expect(given(shell, file)).toEqual(found(taken, "by LUFF_SHELL"));
    });

    test.each([
      ["bash", "that is not an absolute path"],
      ["g\\sh.exe", "that is not an absolute path"],
      ["D:\\none\\sh.exe", "there is no such file"],
      ["D:\\g", "that is a folder"],
      ["D:\\X\\PWSH.EXE", "that is not a POSIX shell"],
      ["D:\\none\\cmd.exe", "that is not a POSIX shell"],
      ["C:\\Windows\\System32\\cmd.exe", "that is not a POSIX shell"],
      ["D:\\x\\git-bash.exe", "that is not a POSIX shell"],
      ["D:\\x\\git-cmd.exe", "that is not a POSIX shell"],
      ["D:\\x\\sh.cmd", "that is not a program (.exe)"],
      ["D:\\x\\cmd.exe", "that is not a POSIX shell"],
      ["D:\\x\\pwsh.exe", "that is not a POSIX shell"],
    ])("refuses %s: %s", (file, reason) => {
      expect(given("sh", file)).toMatchObject({
        kind: "refused",
        obstacle: { reason: `LUFF_SHELL is "${file}", and ${reason}` },
      });
    });
  });
});
