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
  // A variable's value may have a meaning to cmd.
  ['"%ComSpec%"', '/d /s /c ""%ComSpec%""'],
  // echo prints the blanks.
  [" echo a ", '/d /s /c " echo a "'],
  ['""', '/d /c ""'],
  ["", '/d /s /c ""'],
])("puts a pair of quotes around %j, which has none", (command, line) => {
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
])("passes %j to cmd with its own pair of quotes, like C", (command, line) => {
  expect(cmdLine(command)).toBe(line);
});
