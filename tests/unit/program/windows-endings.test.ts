import { expect, test } from "bun:test";
import { isBatchFile, isProgramFile, WINDOWS_ENDINGS } from "../../../src/program/windows-endings.ts";

test.each([
  ["C:\\x.cmd", true, false],
  ["C:\\x.BAT", true, false],
  ["C:\\x.cmd.exe", false, true],
  ["C:\\x.COM", false, true],
  ["C:\\x.exe.bat", true, false],
  ["C:\\cmd", false, false],
  ["C:\\x.cmd ", false, false],
  ["C:\\x.exec", false, false],
  ["C:\\xexe", false, false],
])("%j is a batch file: %p, a program: %p", (file, isBatch, isProgram) => {
  expect([isBatchFile(file), isProgramFile(file)]).toEqual([isBatch, isProgram]);
});

test("each extension is that of a program or of a batch file, programs before batch files", () => {
  expect(WINDOWS_ENDINGS.map((ending) => isBatchFile(ending))).toEqual([false, false, true, true]);
  expect(WINDOWS_ENDINGS.map((ending) => isProgramFile(ending))).toEqual([true, true, false, false]);
});
