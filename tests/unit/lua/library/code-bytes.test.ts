import { expect, test } from "bun:test";
import { asciiBytes, latin1 } from "../../../../src/lua/bytes.ts";
import { codeBytes } from "../../../../src/lua/library/code-bytes.ts";

const CHUNK = Uint8Array.of(0x1b, 0x4c, 0x75, 0x61, 0x54, 0, 0x19, 0x93, 0x7f, 0x80, 0xff);

test.each([latin1(CHUNK), Buffer.from(CHUNK).toString("base64")])("gives the bytes of the chunk %j", (code) => {
  expect(codeBytes(code, asciiBytes)).toEqual(CHUNK);
});

test("gives the bytes of a text in UTF-8", () => {
  expect(codeBytes('return "ö"', asciiBytes)).toEqual(new TextEncoder().encode('return "ö"'));
});

test("leaves a chunk of characters, and nothing else, to what the host has for it", () => {
  const made = Uint8Array.of(1);
  const given = [latin1(CHUNK), Buffer.from(CHUNK).toString("base64"), "return 1"];
  expect(given.map((code) => codeBytes(code, () => made) === made)).toEqual([true, false, false]);
});
