import { expect, test } from "bun:test";
import {
  INTERPRETERS,
  interpreterByEnding,
  interpreterByName,
  knownInterpreter,
} from "../../../src/program/interpreters.ts";

test.each([
  ["sh", "sh"],
  ["/bin/sh", "sh"],
  ["/bin/dash", "sh"],
  ["ash", "sh"],
  ["bash", "bash"],
  ["/usr/local/bin/bash", "bash"],
  ["BASH.EXE", "bash"],
  ["C:\\Git\\bin\\bash.exe", "bash"],
  ["zsh", "zsh"],
  ["mksh", "ksh"],
  ["/bin/ksh93", "ksh"],
  ["fish", "fish"],
  ["/usr/bin/env", "env"],
  ["python", "Python"],
  ["python3", "Python"],
  ["/usr/bin/python3.11", "Python"],
  ["python2", "Python 2"],
  ["python2.7", "Python 2"],
  ["node", "Node.js"],
  ["nodejs", "Node.js"],
  ["pwsh", "PowerShell"],
  ["powershell.exe", "PowerShell"],
  ["perl", "Perl"],
  ["/usr/bin/awk", "AWK"],
  ["gawk.exe", "AWK"],
  ["ruby", "Ruby"],
  ["lua", "Lua"],
  ["lua5.4", "Lua"],
  ["/usr/local/bin/luff", "Lua"],
])("%s needs %s", (name, expected) => {
  expect(knownInterpreter(name)?.name).toBe(expected);
  expect(interpreterByName(name).name).toBe(expected);
});

test.each(["tcsh", "pdksh", "shell", "bash5", "lua5.1", "pythonw", "rbash", "python3.", "bpython", "sh.bat", ""])(
  "%j needs none of the list",
  (name) => {
    expect(knownInterpreter(name)).toBeUndefined();
  },
);

test("a name that is not in the list is a program on PATH", () => {
  expect(interpreterByName("/usr/bin/php")).toMatchObject({
    name: "php",
    runner: { kind: "programs", programs: [{ name: "php", args: [] }] },
    hint: "Install php, or add its folder to PATH.",
  });
});

test.each([
  ["run.sh", "sh"],
  ["C:\\a.b\\RUN.SH", "sh"],
  ["x.bash", "bash"],
  ["x.zsh", "zsh"],
  ["x.fish", "fish"],
  ["x.ps1", "PowerShell"],
  ["x.py", "Python"],
  ["x.js", "Node.js"],
  ["x.pl", "Perl"],
  ["X.RB", "Ruby"],
  ["x.lua", "Lua"],
  ["x.sh.txt", undefined],
  ["sh", undefined],
  ["x.pyc", undefined],
])("the extension of %s is one of %p", (file, expected) => {
  expect(interpreterByEnding(file)?.name).toBe(expected as string);
});

test("each interpreter has its own name and extension, and an advice what to install", () => {
  const names = INTERPRETERS.map(({ name }) => name);
  const endings = INTERPRETERS.flatMap((each) => each.endings);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(endings).size).toBe(endings.length);
  expect(INTERPRETERS.filter(({ hint, runner }) => (hint === "") !== (runner.kind === "luff"))).toEqual([]);
});
