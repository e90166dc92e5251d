import { expect, test } from "bun:test";
import { codeBytes, MARK } from "../../../../src/lua/library/code-bytes.ts";

const CHUNK = Uint8Array.of(0x1b, 0x4c, 0x75, 0x61, 0x54, 0, 0x19, 0x93, 0x7f, 0x80, 0xff);

/** A host that has chunks apart. */
function hostWith(chunks: Readonly<Record<string, Uint8Array>>) {
  return { libraryChunk: (mark: string): Uint8Array => chunks[mark] ?? Uint8Array.of() };
}

test.each([{}, hostWith({})])(
  "gives the bytes of a chunk in base64, and of a text in UTF-8, with the host %j",
  (host) => {
    expect(codeBytes(Buffer.from(CHUNK).toString("base64"), host)).toEqual(CHUNK);
    expect(codeBytes('return "ö"', host)).toEqual(new TextEncoder().encode('return "ö"'));
  },
);

test("gives the chunk that the host has for a mark", () => {
  expect(codeBytes(`${MARK}fs/fs.lua`, hostWith({ [`${MARK}fs/fs.lua`]: CHUNK }))).toBe(CHUNK);
});
