import { expect, test } from "bun:test";
import { latin1 } from "../../../../src/lua/bytes.ts";
import { codeBytes } from "../../../../src/lua/library/code-bytes.ts";

const CHUNK = Uint8Array.of(0x1b, 0x4c, 0x75, 0x61, 0x54, 0, 0x19, 0x93, 0x7f, 0x80, 0xff);

test.each([latin1(CHUNK), Buffer.from(CHUNK).toString("base64")])("gives the bytes of the chunk %j", (code) => {
  expect(codeBytes(code)).toEqual(CHUNK);
});

test("gives the bytes of a text in UTF-8", () => {
  expect(codeBytes('return "ö"')).toEqual(new TextEncoder().encode('return "ö"'));
});
