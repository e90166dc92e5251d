import { describe, expect, test } from "bun:test";
import { gzipSync } from "node:zlib";
import { gunzip as gunzipAtOnce } from "../../../../src/host/bun/gunzip-at-once.ts";
import { gunzip as gunzipInPieces } from "../../../../src/host/bun/gunzip.ts";
import { HostError } from "../../../../src/host/host-error.ts";

const TEXT = new TextEncoder().encode("luff ".repeat(40_000));

async function* inPieces(bytes: Uint8Array, length: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

describe.each([
  ["at once if possible", gunzipAtOnce],
  ["in pieces", gunzipInPieces],
])("gunzip %s", (_way, gunzip) => {
  test.each([
    ["one zero", new Uint8Array(1)],
    ["zeros", new Uint8Array(600)],
    ["a zip archive", new TextEncoder().encode("PK\u0003\u0004 and more of it")],
    [
      "the header of a member whose data are damaged",
      new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255]),
    ],
    ["half a header", new Uint8Array([0x1f, 0x8b])],
  ])("reports %s after gzip data only when all content has been read", async (_what, more) => {
    for (const length of [100, 1 << 20]) {
      let read = 0;
      const reading = async (): Promise<void> => {
        const packed = new Uint8Array(Buffer.concat([gzipSync(TEXT), more]));
        for await (const chunk of gunzip(inPieces(packed, length), packed.length)) read += chunk.length;
      };
      expect(await reading().catch((error: unknown) => (error instanceof HostError ? error.kind : error))).toBe(
        "damaged",
      );
      expect(read).toBe(TEXT.length);
    }
  });
});

test("gunzip at once gives few data in one piece, and many in pieces", async () => {
  const piecesOf = async (packed: Uint8Array): Promise<readonly number[]> => {
    const pieces: number[] = [];
    for await (const { length } of gunzipAtOnce(inPieces(packed, 1 << 14), packed.length)) pieces.push(length);
    return pieces;
  };
  const few = new Uint8Array(Buffer.concat([gzipSync(TEXT), gzipSync(TEXT)]));
  expect(await piecesOf(few)).toEqual([2 * TEXT.length]);
  // What becomes too long is not kept in memory, whether its end says so or lies.
  const zeros = gzipSync(new Uint8Array(20 << 20));
  const liar = new Uint8Array(Buffer.concat([zeros, gzipSync("x")]));
  for (const packed of [zeros, liar]) {
    const pieces = await piecesOf(packed);
    expect(Math.max(...pieces)).toBeLessThan(1 << 20);
    expect(pieces.reduce((sum, length) => sum + length, 0)).toBeGreaterThanOrEqual(20 << 20);
  }
  const noise = crypto.getRandomValues(new Uint8Array(1 << 16));
  const long = gzipSync(Buffer.concat(Array.from({ length: 80 }, (_, index) => noise.map((byte) => byte ^ index))));
  expect(long.length).toBeGreaterThan(4 << 20);
  const pieces = await piecesOf(long);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.reduce((sum, length) => sum + length, 0)).toBe(80 << 16);
});
