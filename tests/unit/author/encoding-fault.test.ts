import { expect, test } from "bun:test";
import { encodingFault } from "../../../src/author/encoding-fault.ts";
import { knownInterpreter } from "../../../src/program/interpreters.ts";

const MARK = [0xef, 0xbb, 0xbf];
const HIDDEN = "a byte order mark stands before `#!`, so POSIX does not know the interpreter";
const asWord = (reader: string): string =>
  `the script begins with a byte order mark, which ${reader} reads as part of the first word`;
const wide = (reader: string): string => `the script is UTF-16, which ${reader} does not read`;

test.each<[string, readonly number[], string | undefined]>([
  ["cmd", [0xff, 0xfe, 0x40, 0], wide("cmd")],
  ["cmd", [0xfe, 0xff, 0, 0x40], wide("cmd")],
  ["cmd", MARK, asWord("cmd")],
  ["cmd", [0x40], undefined],
  ["sh", [0xff, 0xfe], wide("sh")],
  ["sh", [...MARK, 0x23, 0x21], HIDDEN],
  ["sh", [...MARK, 0x23, 0x20], asWord("sh")],
  ["bash", [...MARK, 0x65], asWord("bash")],
  ["sh", [0x23, 0x21], undefined],
  ["sh", [], undefined],
  ["sh", [0xef, 0xbb], undefined],
  ["python", [0xfe, 0xff], wide("Python")],
  ["python", [...MARK, 0x23, 0x21], HIDDEN],
  ["python", [...MARK, 0x23, 0x20], undefined],
  ["node", MARK, undefined],
  ["pwsh", [0xff, 0xfe], undefined],
  ["pwsh", [...MARK, 0x23, 0x21], undefined],
  ["no script", [0xff, 0xfe], undefined],
])("%s with the first bytes %j: %s", (reader, bytes, expected) => {
  const interpreter = knownInterpreter(reader);
  expect(encodingFault(new Uint8Array(bytes), { isBatch: reader === "cmd", interpreter })).toBe(expected as string);
});
