import { expect, test } from "bun:test";
import { splitLine } from "../../../src/program/command-line.ts";

const lookup = (name: string): string | undefined => (name.toUpperCase() === "DIR" ? "C:\\a b" : undefined);

test.each<[string, string[][]]>([
  ["", []],
  ["  x  y ", [["x", "y"]]],
  ['"C:\\a b\\x.sh" "y z"', [["C:\\a b\\x.sh", "y z"]]],
  ['"C:\\a b"\\x.sh y', [["C:\\a b\\x.sh", "y"]]],
  ["a|b c & d&&e ||f", [["a"], ["b", "c"], ["d"], ["e"], ["f"]]],
  ["(a x)&(b)", [["a", "x"], ["b"]]],
  ["echo (python foo)", [["echo", "(python", "foo)"]]],
  ["echo :) sh x", [["echo", ":)", "sh", "x"]]],
  ["(echo (a) & sh x) & b", [["echo", "(a"], ["sh", "x)"], ["b"]]],
  ["if exist x (sh y) else (sh z)", [["if", "exist", "x"], ["sh", "y"], ["else"], ["sh", "z"]]],
  [
    "for %i in (sh a) do (sh %i)",
    [
      ["for", "%i", "in", "(sh", "a)", "do"],
      ["sh", "%i"],
    ],
  ],
  ["C:\\a(1)\\x.sh y", [["C:\\a(1)\\x.sh", "y"]]],
  ['echo "a|b" c', [["echo", "a|b", "c"]]],
  ["echo a^|b ^^", [["echo", "a|b", "^"]]],
  ["@echo off", [["echo", "off"]]],
  ["x >out.txt 2>&1 y", [["x", "y"]]],
  ["<in x", [["x"]]],
  ["x>>y z 3<&4", [["x", "z"]]],
  ["%DIR%\\x %dir% %NONE% %", [["C:\\a b\\x", "C:\\a b", "%NONE%", "%"]]],
  ['"unclosed x', [["unclosed x"]]],
  ["git log --a=b,c", [["git", "log", "--a=b,c"]]],
  [",;a ,b;c =d", [["a", "b;c", "d"]]],
  ["a x\r\nb\r", [["a", "x"], ["b"]]],
  ["a\u{a0}b \u{3000} \fc\v \u{feff}\u{2028}", [["a\u{a0}b", "\u{3000}", "\fc\v", "\u{feff}\u{2028}"]]],
])("splits %j", (line, commands) => {
  expect(splitLine(line, lookup).map((words) => words.map(({ value }) => value))).toEqual(commands);
});

test("returns the position of a word", () => {
  expect(splitLine(' a | "b c" d', lookup)[1]).toEqual([
    { start: 5, end: 10, text: '"b c"', value: "b c" },
    { start: 11, end: 12, text: "d", value: "d" },
  ]);
});
