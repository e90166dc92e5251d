import { expect, test } from "bun:test";
import { cmdLine } from "../../../src/host/cmd-line.ts";

test.each([
  ["dir", '/d /s /c "dir"'],
  ['echo "a b" & echo c', '/d /s /c "echo "a b" & echo c"'],
  ['"C:\\a b\\x.cmd" "y"', '/d /s /c ""C:\\a b\\x.cmd" "y""'],
  ['"C:\\a b\\x.cmd" y', '/d /s /c ""C:\\a b\\x.cmd" y"'],
  ['"C:\\a b"\\x.cmd "y"', '/d /s /c ""C:\\a b"\\x.cmd "y""'],
  ['"C:\\R&D\\x.exe"', '/d /s /c ""C:\\R&D\\x.exe""'],
  ['"" "a&b"', '/d /s /c """ "a&b""'],
  ['"x" "a&b"', '/d /s /c ""x" "a&b""'],
  // What a variable stands for may have a meaning to cmd.
  ['"%ComSpec%"', '/d /s /c ""%ComSpec%""'],
  // echo prints the blanks.
  [" echo a ", '/d /s /c " echo a "'],
  ['""', '/d /c ""'],
  ["", '/d /s /c ""'],
])("wraps %j, which has no pair of quotes around it, in one", (command, line) => {
  expect(cmdLine(command)).toBe(line);
});

test.each([
  ['""C:\\a b\\x.cmd" "y""', '/d /s /c ""C:\\a b\\x.cmd" "y""'],
  [' ""C:\\a b\\x.cmd" y" ', '/d /s /c ""C:\\a b\\x.cmd" y"'],
  ['" "C:\\a b\\x.cmd" y"', '/d /s /c " "C:\\a b\\x.cmd" y"'],
  ['""C:\\a b\\x.cmd" "y"" 2>&1', '/d /s /c ""C:\\a b\\x.cmd" "y"" 2>&1'],
  ['"dir "C:\\a b""', '/d /s /c "dir "C:\\a b""'],
  ['"echo hello"', '/d /c "echo hello"'],
  ['"C:\\a b\\x.exe"', '/d /c "C:\\a b\\x.exe"'],
])("leaves the pair of quotes around %j to cmd, as C does", (command, line) => {
  expect(cmdLine(command)).toBe(line);
});
