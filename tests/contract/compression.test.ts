import { describe, expect, test } from "bun:test";
import { deflateRawSync, gzipSync, inflateRawSync } from "node:zlib";
import { createHost } from "../../src/host/bun/host.ts";
import type { Host } from "../../src/host/host.ts";
import { HostError } from "../../src/host/host-error.ts";
import { canRunCompactHost, createCompactHost } from "../helpers/compact-host.ts";

const HOSTS: Readonly<Record<string, () => Pick<Host, "compression" | "digests">>> = {
  "the Bun host": createHost,
  "the Bun host that knows the length of gzip data": () => withLength(createHost(), 1000),
  "the Bun host that gets gzip data in one piece": () => withLength(createHost()),
  ...(canRunCompactHost() ? { "the QuickJS host": createCompactHost } : {}),
};

/** A host that is told how many bytes there are to gunzip, which come in pieces of this length. */
function withLength({ compression, digests }: Host, length = Infinity): Pick<Host, "compression" | "digests"> {
  async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    const all = await whole(chunks);
    yield* compression.gunzip(inPieces(all, length), all.length);
  }
  return { compression: { ...compression, gunzip }, digests };
}

const TEXT = new TextEncoder().encode("luff ".repeat(40_000));
const NOISE = crypto.getRandomValues(new Uint8Array(60_000));

/** How a stream ends, and how many bytes it has given before. */
async function givenBefore(chunks: AsyncIterable<Uint8Array>): Promise<{ kind: string; length: number }> {
  let length = 0;
  const kind = await kindOf(
    (async function* (): AsyncIterable<Uint8Array> {
      for await (const chunk of chunks) {
        length += chunk.length;
        yield chunk;
      }
    })(),
  );
  return { kind: String(kind), length };
}

async function* inPieces(bytes: Uint8Array, length: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk.slice());
  return new Uint8Array(Buffer.concat(parts));
}

const kindOf = async (chunks: AsyncIterable<Uint8Array>): Promise<unknown> =>
  whole(chunks).then(
    () => "nothing",
    (error: unknown) => (error instanceof HostError ? error.kind : error),
  );

describe.each(Object.entries(HOSTS))("Compression of %s", (_name, create) => {
  const { compression, digests } = create();

  test.each([
    ["a text", TEXT],
    ["noise", NOISE],
    ["nothing", new Uint8Array()],
  ])("unpacks %s in pieces of any size", async (_what, bytes) => {
    for (const length of [7, 1000, 1 << 20]) {
      if (length === 7 && bytes.length > 100_000) continue;
      expect(await whole(compression.gunzip(inPieces(gzipSync(bytes), length)))).toEqual(bytes);
      expect(await whole(compression.inflate(inPieces(deflateRawSync(bytes), length)))).toEqual(bytes);
    }
  });

  test.each([
    ["a text", TEXT],
    ["noise", NOISE],
    ["nothing", new Uint8Array()],
  ])("packs %s, the same whenever it comes in the same pieces", async (_what, bytes) => {
    for (const length of [1000, 1 << 20]) {
      const packed = await whole(compression.deflate(inPieces(bytes, length)));
      expect(new Uint8Array(inflateRawSync(packed))).toEqual(bytes);
      expect(packed.length).toBeLessThan(bytes.length / (bytes === TEXT ? 50 : 0.99) + 100);
      expect(await whole(compression.deflate(inPieces(bytes, length)))).toEqual(packed);
    }
  });

  test("reads all members of gzip data", async () => {
    const both = new Uint8Array(Buffer.concat([gzipSync(TEXT), gzipSync(NOISE)]));
    const expected = new Uint8Array(Buffer.concat([TEXT, NOISE]));
    for (const length of [1000, 1 << 20]) {
      expect(await whole(compression.gunzip(inPieces(both, length)))).toEqual(expected);
    }
  });

  test("reads the headers of gzip data with a name, a comment, more fields and a checksum", async () => {
    const plain = new Uint8Array(gzipSync(TEXT));
    const fields = [4, 0, 1, 2, 3, 4, ...new TextEncoder().encode("name\0a comment\0")];
    const head = new Uint8Array([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, ...fields]);
    const sum = Bun.hash.crc32(head) & 0xffff;
    const withHead = (bits: number): Uint8Array =>
      new Uint8Array([...head, (sum & 0xff) ^ bits, sum >> 8, ...plain.subarray(10)]);
    for (const length of [1, 1000]) {
      expect(await whole(compression.gunzip(inPieces(withHead(0), length)))).toEqual(TEXT);
    }
    expect(await kindOf(compression.gunzip(inPieces(withHead(1), 1000)))).toBe("damaged");
    expect(await kindOf(compression.gunzip(inPieces(plain.with(3, 0x80), 1000)))).toBe("damaged");
  });

  test("reports damaged data", async () => {
    const packed = new Uint8Array(gzipSync(NOISE));
    const flipped = packed.with(packed.length - 6, (packed.at(-6) ?? 0) ^ 1);
    expect(await kindOf(compression.gunzip(inPieces(flipped, 1000)))).toBe("damaged");
    expect(await kindOf(compression.gunzip(inPieces(packed.subarray(0, -9), 1000)))).toBe("damaged");
    expect(await kindOf(compression.gunzip(inPieces(NOISE, 1000)))).toBe("damaged");
    expect(await kindOf(compression.inflate(inPieces(new Uint8Array([0xff, 0xff]), 1)))).toBe("damaged");
    expect(await kindOf(compression.gunzip(inPieces(new Uint8Array(), 1)))).toBe("damaged");
  });

  test.each([2, TEXT.length, (1 << 17) + 2000, 1 << 20, (2 << 20) + 5])(
    "gives the end of %d bytes in gzip data only if their checksum and their length are right",
    async (length) => {
      const packed = new Uint8Array(gzipSync(new Uint8Array(length).fill(7)));
      for (const wrong of [6, 2]) {
        const altered = packed.with(packed.length - wrong, (packed.at(-wrong) ?? 0) ^ 1);
        // The pieces split what is behind the data.
        for (const piece of [1, 100, packed.length - 3]) {
          const given = await givenBefore(compression.gunzip(inPieces(altered, piece)));
          expect(given.kind).toBe("damaged");
          expect(given.length).toBeLessThanOrEqual(Math.max(0, length - (1 << 20)));
        }
      }
    },
  );

  test.each([2, (1 << 17) + 2000, (2 << 20) + 5])(
    "gives all of %d bytes in gzip data that end in their checksum, and then reports it",
    async (length) => {
      const packed = new Uint8Array(gzipSync(new Uint8Array(length).fill(7)));
      for (const missing of [8, 5, 1]) {
        const given = await givenBefore(compression.gunzip(inPieces(packed.subarray(0, -missing), 100)));
        expect(given).toEqual({ kind: "damaged", length });
      }
    },
  );

  test("gives what is before damage in gzip data, and then reports it", async () => {
    const header = gzipSync(NOISE).subarray(0, 10);
    const size = [NOISE.length & 0xff, NOISE.length >> 8];
    // A block that is not compressed, and then one of a kind that there is not.
    const broken = [...header, 0, ...size, ...size.map((byte) => byte ^ 0xff), ...NOISE, 0xff];
    const given = await givenBefore(compression.gunzip(inPieces(new Uint8Array(broken), 1000)));
    expect(given.kind).toBe("damaged");
    expect(given.length).toBeGreaterThan(NOISE.length / 2);
  });

  test("returns the checksum of zip archives, also in parts", () => {
    const bytes = new TextEncoder().encode("123456789");
    expect(compression.crc32(bytes, 0)).toBe(0xcbf43926);
    expect(compression.crc32(bytes.subarray(4), compression.crc32(bytes.subarray(0, 4), 0))).toBe(0xcbf43926);
  });

  test("returns the digest of bytes that come in parts", () => {
    for (const length of [1, 55, 56, 63, 64, 65, 128, 1000, 4096]) {
      const expected = new Bun.CryptoHasher("sha256").update(NOISE).digest("hex");
      const digest = digests.begin();
      for (let at = 0; at < NOISE.length; at += length * 16) digest.add(NOISE.subarray(at, at + length * 16));
      expect(digest.end()).toBe(expected);
    }
    expect(digests.begin().end()).toBe(digests.sha256(new Uint8Array()));
  });
});
