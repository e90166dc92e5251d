import { expect, test } from "bun:test";
import { isTarHeader } from "../../../src/archive/tar-header.ts";
import { fc } from "../../helpers/fast-check.ts";

const CHECKSUM = 148;
const SPACES = 8 * 0x20;

/** A block of these bytes at an offset of its buffer, with a checksum that is `off` too large. */
function blockOf(bytes: Uint8Array, offset: number, isSigned: boolean, off = 0): Uint8Array {
  const block = new Uint8Array(offset + 512).subarray(offset);
  block.set(bytes);
  block.fill(0, CHECKSUM, CHECKSUM + 8);
  const values = isSigned ? new Int8Array(block.buffer, offset, 512) : block;
  const sum = [...values].reduce((before, value) => before + value, SPACES) + off;
  block.set(new TextEncoder().encode(sum.toString(8).padStart(6, "0")), CHECKSUM);
  return block;
}

const bytes = fc.uint8Array({ minLength: 512, maxLength: 512 });
const offset = fc.nat({ max: 9 });

test("a block with the sum of its bytes is a header, wherever it is in memory", () => {
  fc.assert(
    fc.property(bytes, offset, (content, at) => {
      expect(isTarHeader(blockOf(content, at, false))).toBe(true);
      expect(isTarHeader(blockOf(content, at, false, 1))).toBe(false);
    }),
  );
});

test("so is one with the sum of the bytes as signed numbers", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 100, maxLength: 100 }), offset, (name, at) => {
      // What follows the name makes the sum positive, as in every archive.
      const content = new Uint8Array(512).fill(0x7f);
      content.set(name);
      expect(isTarHeader(blockOf(content, at, true))).toBe(true);
    }),
  );
});

test("a block of the greatest bytes does not overflow the sum", () => {
  expect(isTarHeader(blockOf(new Uint8Array(512).fill(0xff), 0, false))).toBe(true);
});
