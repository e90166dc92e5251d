import type { Compression } from "../host/compression.ts";

/** The header without a time, a name or a system. */
const HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/** Bytes that are compressed at once, in whatever pieces they come, so that the result does not depend on the pieces. */
const PIECE = 1 << 16;

/** Gzip data (RFC 1952) of the bytes, with nothing in them but the bytes. */
export async function* writeGzip(
  compression: Pick<Compression, "deflate" | "crc32">,
  chunks: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const state = { crc: 0, length: 0 };
  async function* counted(): AsyncIterable<Uint8Array> {
    for await (const bytes of inPieces(chunks)) {
      state.crc = compression.crc32(bytes, state.crc);
      state.length += bytes.length;
      yield bytes;
    }
  }
  yield new Uint8Array(HEADER);
  yield* compression.deflate(counted());
  const end = new DataView(new ArrayBuffer(8));
  end.setUint32(0, state.crc, true);
  end.setUint32(4, state.length % 0x1_0000_0000, true);
  yield new Uint8Array(end.buffer);
}

async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + PIECE - filled);
      piece.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < PIECE) continue;
      yield piece;
      piece = new Uint8Array(PIECE);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
