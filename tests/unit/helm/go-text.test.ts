import { describe, expect, test } from "bun:test";
import { decodeGoText } from "../../../src/helm/go-text.ts";

describe("decodeGoText", () => {
  test.each([
    ["UTF-8", [0x61, 0xc3, 0xa9], "aé"],
    ["UTF-8 behind a byte order mark", [0xef, 0xbb, 0xbf, 0x61], "a"],
    ["UTF-16, the low byte first", [0xff, 0xfe, 0x61, 0x00, 0x3d, 0xd8, 0x00, 0xde], "a😀"],
    ["UTF-16, the high byte first", [0xfe, 0xff, 0x00, 0x61], "a"],
    ["nothing", [], ""],
    ["tab, line feed, carriage return and NEL", [0x09, 0x0a, 0x0d, 0xc2, 0x85], "\t\n\r\x85"],
  ])("reads %s", (_, bytes, text) => {
    expect(decodeGoText(Uint8Array.from(bytes))).toBe(text);
  });

  test.each([
    ["a byte that is not UTF-8", [0x61, 0xe9]],
    ["a control character", [0x61, 0x01]],
    ["a zero", [0x61, 0x00]],
    ["DEL", [0x7f]],
    ["a control character of two bytes", [0xc2, 0x80]],
    ["U+FFFE", [0xef, 0xbf, 0xbe]],
    ["half of a surrogate pair", [0xff, 0xfe, 0x3d, 0xd8]],
    ["a byte too few in UTF-16", [0xff, 0xfe, 0x61]],
  ])("refuses %s", (_, bytes) => {
    expect(decodeGoText(Uint8Array.from(bytes))).toBeUndefined();
  });
});
