import { describe, expect, test } from "bun:test";
import { breaksLine, callOfBatchFile, isCmd } from "../../../src/program/batch-file.ts";

const SHELL = "C:\\Windows\\System32\\cmd.exe";

/** cmd's line for a batch file with the arguments. */
function line(file: string, ...args: readonly string[]): string {
  const call = callOfBatchFile({ file, name: "x", args, variables: {} }, SHELL);
  return [call.name, ...call.args].join(" ");
}

describe("callOfBatchFile", () => {
  test("passes the file in quotes to cmd, and quotes around everything", () => {
    expect(callOfBatchFile({ file: "C:\\a b\\x.cmd", name: "x", args: [], variables: { A: "1" } }, SHELL)).toEqual({
      file: SHELL,
      name: "cmd.exe",
      args: ["/e:ON", "/v:OFF", "/d", "/c", '""C:\\a b\\x.cmd""'],
      variables: { A: "1" },
      verbatim: true,
    });
  });

  test.each([
    ["plain", "plain"],
    ["--set=a", '"--set=a"'],
    ["-f", "-f"],
    ["C:\\a\\b.txt", "C:\\a\\b.txt"],
    ["ü\u{1F600}", "ü\u{1F600}"],
    ["", '""'],
    ["a b", '"a b"'],
    ["a&calc", '"a&calc"'],
    ["a|b<c>d^e", '"a|b<c>d^e"'],
    ["a,b;c=d", '"a,b;c=d"'],
    ["!x!", '"!x!"'],
    ["(a)", '"(a)"'],
    ["\t", '"\t"'],
    ['"', '""""'],
    ['a"&calc', '"a""&calc"'],
    ['a\\"b', '"a\\\\""b"'],
    ["a\\", '"a\\\\"'],
    ["a b\\\\", '"a b\\\\\\\\"'],
    ["a\\b c", '"a\\b c"'],
    ["%PATH%", '"%%cd:~,%PATH%%cd:~,%"'],
  ])("writes %j as %s", (argument, written) => {
    expect(line("x.cmd", argument, "z")).toBe(`cmd.exe /e:ON /v:OFF /d /c ""x.cmd" ${written} z"`);
  });

  test("does not expand variables in the file's path", () => {
    expect(line("C:\\100%\\x.bat")).toBe('cmd.exe /e:ON /v:OFF /d /c ""C:\\100%%cd:~,%\\x.bat""');
  });
});

test.each([
  ["C:\\Windows\\System32\\cmd.exe", true],
  ["D:/x/CMD.EXE", true],
  ["cmd.exe", true],
  ["C:\\git-cmd.exe", false],
  ["C:\\cmd", false],
])("recognises %j as cmd: %p", (file, expected) => {
  expect(isCmd(file)).toBe(expected);
});

test.each([
  ["a\nb", true],
  ["a\r", true],
  ["a\tb", false],
])("reports whether %j breaks the line: %p", (argument, expected) => {
  expect(breaksLine(argument)).toBe(expected);
});
