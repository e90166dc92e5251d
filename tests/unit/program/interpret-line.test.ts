import { describe, expect, test } from "bun:test";
import { interpretLine, type InterpretedLine } from "../../../src/program/interpret-line.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

const SH = "D:\\Git tools\\bin\\sh.exe";
const FILES = {
  [SH]: "MZ",
  "D:\\t\\py.exe": "MZ",
  "D:\\t\\tool.exe": "MZ",
  "D:\\t\\zsh.exe": "MZ",
  "C:\\my p\\x.zsh": "",
  "C:\\my p\\split": "#!/usr/bin/env -S perl ${DIR}\n",
  "D:\\t\\perl.exe": "MZ",
  "D:\\t\\node.cmd": "MZ",
  "D:\\t\\powershell.exe": "MZ",
  "C:\\luff\\luff.exe": "MZ",
  "C:\\my p\\run.sh": "#!/bin/sh\n",
  "C:\\my p\\run": "#!/bin/sh -e\n",
  "C:\\my p\\x.py": "",
  "C:\\my p\\x.lua": "",
  "C:\\my p\\x.ps1": "",
  "C:\\my p\\x.js": "",
  "C:\\my p\\x.cmd": "#!/bin/sh\n",
  "C:\\my p\\100%\\x.sh": "",
  "C:\\my p\\env": "#!/usr/bin/env -S A=1 sh\n",
  "C:\\my p\\text": "hello",
  "C:\\my p\\wide": "#\0!\0/\0",
  "C:\\work\\here.sh": "",
  "C:\\work\\plain": "#!/bin/sh\n",
  "C:\\my p\\a^b.sh": "",
};
const ENV = { Path: "D:\\Git tools\\bin;D:\\t", PATHEXT: ".COM;.EXE;.BAT;.CMD" };
const lookup = (name: string): string | undefined => (name === "DIR" ? "C:\\my p" : undefined);

function interpret(line: string, env: Readonly<Record<string, string>> = ENV): InterpretedLine {
  return interpretLine(createMemoryHost({ os: "windows", files: FILES, env }), line, lookup);
}

describe("interpretLine", () => {
  test.each([
    ['"C:\\my p\\run.sh" a "b c"', `"${SH}" "C:/my p/run.sh" a "b c"`],
    ['"C:\\my p\\run" a', `"${SH}" -e "C:/my p/run" a`],
    ["%DIR%\\run.sh", `"${SH}" "C:/my p/run.sh"`],
    ['"%DIR%"\\run.sh >out 2>&1', `"${SH}" "C:/my p/run.sh" >out 2>&1`],
    ['""C:\\my p\\run.sh" "a""', `"${SH}" "C:/my p/run.sh" "a"`],
    ["here.sh", `"${SH}" C:/work/here.sh`],
    [".\\here.sh", `"${SH}" ./here.sh`],
    ["sh -c 'a\\b'", `"${SH}" -c 'a\\b'`],
    ['bash -e "C:\\my p\\run.sh" C:\\x', `"${SH}" -e "C:/my p/run.sh" C:\\x`],
    ['sh -e -c "echo a\\b"', `"${SH}" -e -c "echo a\\b"`],
    ['sh -ec "echo a\\b"', `"${SH}" -ec "echo a\\b"`],
    ['"C:\\my p\\x.ps1" a', 'D:\\t\\powershell.exe -NoProfile -ExecutionPolicy Bypass -File "C:\\my p\\x.ps1" a'],
    ["pwsh x.ps1", "D:\\t\\powershell.exe -NoProfile -ExecutionPolicy Bypass -File x.ps1"],
    ["pwsh -Command x", "D:\\t\\powershell.exe -NoProfile -ExecutionPolicy Bypass -Command x"],
    ["if exist x (sh y)", `if exist x ("${SH}" y)`],
    ["/bin/sh x", `"${SH}" x`],
    ["sh a*b C:\\x", `"${SH}" a*b C:\\x`],
    ["sh @C:\\x", `"${SH}" "@C:/x"`],
    ['python3 "C:\\my p\\x.py"', 'D:\\t\\py.exe -3 "C:\\my p\\x.py"'],
    ['"C:\\my p\\a^b.sh"', `"${SH}" "C:/my p/a^b.sh"`],
    ["/nix/store/a/bin/bash x", `"${SH}" x`],
    ['"C:\\my p\\x.zsh" a', 'D:\\t\\zsh.exe "C:/my p/x.zsh" a'],
    ['zsh "C:\\my p\\x.zsh" a', 'D:\\t\\zsh.exe "C:/my p/x.zsh" a'],
    ['"C:\\my p\\split" a', 'D:\\t\\perl.exe "C:\\my p" "C:\\my p\\split" a'],
    ['"C:\\my p\\x.py" a', 'D:\\t\\py.exe -3 "C:\\my p\\x.py" a'],
    ["python3 -V", "D:\\t\\py.exe -3 -V"],
    ['"C:\\my p\\x.js"', 'D:\\t\\node.cmd "C:\\my p\\x.js"'],
    ['"C:\\my p\\x.lua" a', 'C:\\luff\\luff.exe "C:\\my p\\x.lua" a'],
    ['"C:\\my p\\100%\\x.sh"', `"${SH}" "C:/my p/100%%cd:~,%/x.sh"`],
    ['call "C:\\my p\\run.sh" a', `"${SH}" "C:/my p/run.sh" a`],
    ["Call sh x & @call call sh y", `"${SH}" x & @"${SH}" y`],
    ['if exist x "C:\\my p\\run.sh" a', `if exist x "${SH}" "C:/my p/run.sh" a`],
    ["if not errorlevel 1 call sh x", `if not errorlevel 1 "${SH}" x`],
    ["if /i not a==b sh x", `if /i not a==b "${SH}" x`],
    ['if "a" == "b" sh x', `if "a" == "b" "${SH}" x`],
    ["if a== b sh x", `if a== b "${SH}" x`],
    ['if "%X%"=="" sh "C:\\my p\\run.sh" a', `if "%X%"=="" "${SH}" "C:/my p/run.sh" a`],
    ['if "%X%"=="" "C:\\my p\\run.sh"', `if "%X%"=="" "${SH}" "C:/my p/run.sh"`],
    ['if not "a==b" == c sh x', `if not "a==b" == c "${SH}" x`],
    ["if 1 LSS 2 sh x", `if 1 LSS 2 "${SH}" x`],
    ["for %i in (a b) do sh x %i", `for %i in (a b) do "${SH}" x %i`],
    ["for %i in (a) do if exist %i sh x", `for %i in (a) do if exist %i "${SH}" x`],
    ["env sh x", `"${SH}" x`],
    ['env -S "sh -e" "C:\\my p\\run.sh"', `"${SH}" -e "C:/my p/run.sh"`],
    ["/usr/bin/env -u X python3 -V", "D:\\t\\py.exe -3 -V"],
    ["call env bash x", `"${SH}" x`],
    ['echo a| "C:\\my p\\run.sh" &&(sh x)', `echo a| "${SH}" "C:/my p/run.sh" &&("${SH}" x)`],
  ])("writes %s as %s", (line, written) => {
    expect(interpret(line)).toMatchObject({ kind: "changed", line: written });
  });

  test.each([
    "",
    "echo sh",
    "dir C:\\x",
    "tool a",
    '"C:\\my p\\x.cmd" a',
    '"C:\\my p\\text"',
    '"C:\\my p\\none.sh"',
    '"echo hello"',
    "call",
    "call echo sh",
    "if exist x echo sh",
    "if exist x",
    "for %i in (a) echo sh",
    "env -C / sh x",
    "env A=1",
    "start sh x",
    'echo "| sh x"',
    "echo (sh x)",
    "echo ) sh x",
    "plain a",
    "echo :) sh x",
    "luff x",
  ])("does not change %j", (line) => {
    expect(interpret(line)).toEqual({ kind: "unchanged" });
  });

  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['"C:\\my p\\env" a', `"${SH}" "C:/my p/env" a`, { A: "1" }],
    ["env FOO=1 sh x", `"${SH}" x`, { FOO: "1" }],
    ["env -S FOO=1 sh x", `"${SH}" x`, { FOO: "1" }],
    [`env -S "FOO='a b' sh -e" x`, `"${SH}" -e x`, { FOO: "a b" }],
    ["env A=1 B= luff x", "C:\\luff\\luff.exe x", { A: "1", B: "" }],
  ])("writes %s as %s and sets variables: %p", (line, written, variables) => {
    expect(interpret(line)).toMatchObject({ kind: "changed", line: written, variables });
  });

  test.each(['"C:\\my p\\env" | more', "echo & env FOO=1 sh x"])(
    "does not set variables for a whole line: %s",
    (line) => {
      expect(interpret(line)).toEqual({
        kind: "none",
        reason: expect.stringMatching(
          /^cannot start ".*": it sets variables by env, which luff does only for a command that is alone in its line$/,
        ),
        hint: "Start it in a line of its own, or put the line into a script for sh.",
      });
    },
  );

  test.each([
    ["env -S 'sh x", 'cannot start "env": env\'s option -S has a quote that does not end'],
    ['"C:\\my p\\wide" a', 'cannot start "C:\\my p\\wide": it is UTF-16 text; expected UTF-8'],
  ])("says what is wrong in %s", (line, reason) => {
    expect(interpret(line)).toMatchObject({ kind: "none", reason });
  });

  test.each([
    ["sh x", true],
    ["sh x | sh y", false],
    ["sh x & echo y", false],
    ["python3 x", false],
  ])("reports whether %j is only a call of a shell: %p", (line, isShell) => {
    expect(interpret(line)).toMatchObject({ kind: "changed", isShell });
  });

  test("refuses a script behind its interpreter that has the name of a device", () => {
    expect(interpret('sh "C:\\my p\\aux.sh" x')).toMatchObject({
      kind: "none",
      reason: 'cannot start "sh": no file can have the name C:\\my p\\aux.sh: it is that of a device',
    });
  });

  test("reports the interpreter that is used", () => {
    expect(interpret('"C:\\my p\\run.sh" | sh x | sh "C:/my p/run" | "C:\\my p\\x.lua"')).toMatchObject({
      notes: [
        `${SH} (on PATH) runs C:\\my p\\run.sh`,
        `${SH} (on PATH) runs x`,
        `${SH} (on PATH) runs C:\\my p\\run`,
        "luff itself runs C:\\my p\\x.lua",
      ],
    });
  });

  test("reports what a script needs that nothing can run", () => {
    const hint =
      "Install Git for Windows, or set LUFF_SHELL to the path of a shell, such as C:\\Program Files\\Git\\bin\\sh.exe.";
    expect(interpret('echo a | "C:\\my p\\run.sh"', {})).toEqual({
      kind: "none",
      reason: 'cannot start "C:\\my p\\run.sh": it is a script for sh (its first line); no sh was found',
      hint,
    });
    expect(interpret("sh x", {})).toEqual({ kind: "none", reason: 'cannot start "sh": no sh was found', hint });
  });

  test("gives the Perl of Git its tools, and the script's path with slashes", () => {
    const usr = "D:\\Git tools\\usr\\bin";
    const files = { ...FILES, [`${usr}\\perl.exe`]: "MZ", [`${usr}\\msys-2.0.dll`]: "", "C:\\my p\\x.pl": "" };
    const env = { Path: "D:\\Git tools\\bin" };
    const host = createMemoryHost({ os: "windows", files, env });
    expect(interpretLine(host, '"C:\\my p\\x.pl" a', lookup)).toMatchObject({
      line: `"${usr}\\perl.exe" "C:/my p/x.pl" a`,
      isShell: false,
      variables: { PATH: `${usr};${env.Path}` },
    });
  });

  test("does not touch a file by the name of a device", () => {
    const host = createMemoryHost({ os: "windows", files: { "C:\\my p\\con": "#!/bin/sh\n" }, env: ENV });
    expect(interpretLine(host, '"C:\\my p\\con"', lookup)).toEqual({ kind: "unchanged" });
  });

  test("leaves a file to cmd if cmd can start it", () => {
    expect(interpret('"C:\\my p\\x.js"', { PATHEXT: ".EXE;.JS" })).toEqual({ kind: "unchanged" });
  });
});
