import { expect, test } from "bun:test";
import { gzipSync } from "node:zlib";
import { gunzip } from "../../../../src/host/bun/gunzip.ts";
import { HostError } from "../../../../src/host/host-error.ts";

const TEXT = new TextEncoder().encode("luff ".repeat(40_000));

async function* inPieces(bytes: Uint8Array, length: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

test.each([
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
      for await (const chunk of gunzip(inPieces(packed, length))) read += chunk.length;
    };
    expect(await reading().catch((error: unknown) => (error instanceof HostError ? error.kind : error))).toBe(
      "damaged",
    );
    expect(read).toBe(TEXT.length);
  }
});
