import { expect, test } from "bun:test";
import { fc } from "../../helpers/fast-check.ts";
import { asciiBytes, encodeUtf8, latin1, toBytes } from "../../../src/lua/bytes.ts";

test("encodes every text like the platform's encoder", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text));
    }),
  );
});

test("encodes a lone surrogate as the replacement character", () => {
  expect(encodeUtf8("a\ud800b")).toEqual(new TextEncoder().encode("a\ufffdb"));
});

test("restores bytes from a text that latin1 made", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(asciiBytes(latin1(bytes))).toEqual(bytes);
});

test.each(["", "print", "\0\x7f", "sch\xf6n", "\xff\x80"])("makes a byte of each character of %j", (text) => {
  expect(asciiBytes(text)).toEqual(Uint8Array.from(text, (character) => character.charCodeAt(0)));
});

test("does not change bytes", () => {
  const bytes = Uint8Array.of(0xff, 0, 0x80);
  expect(toBytes(bytes)).toBe(bytes);
});
