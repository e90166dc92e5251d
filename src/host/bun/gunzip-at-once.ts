import { gunzipSync } from "node:zlib";
import { gunzip as gunzipInPieces } from "./gunzip.ts";

/** The most bytes that are decompressed at once, and the most that they may become. A stream needs twice the time. */
const MOST_PACKED = 4 << 20;
const MOST_CONTENT = 16 << 20;

/**
 * The content of gzip data, like `gunzip` in pieces: in one piece, if `length` says that the data are few, and nothing is wrong with them.
 * A stream also finds out what is wrong, and gives what is before it. More data than few are not read before somebody asks for them.
 */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  length: number | undefined,
): AsyncIterable<Uint8Array> {
  if (length === undefined || length > MOST_PACKED) {
    yield* gunzipInPieces(chunks);
    return;
  }
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const packed = await gather(iterator, length);
    const content = contentOf(packed);
    if (content === undefined) yield* gunzipInPieces(once(packed));
    else yield content;
  } finally {
    await iterator.return?.();
  }
}

/** All data. A chunk is valid until the next one comes, so it is copied unless it is the only one. */
async function gather(chunks: AsyncIterator<Uint8Array>, length: number): Promise<Uint8Array> {
  const gathered: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await chunks.next();
    if (done === true) return Buffer.concat(gathered);
    if (value.length === length) return value;
    gathered.push(new Uint8Array(value));
  }
}

/** Undefined if anything is wrong, or it is too much. */
function contentOf(packed: Uint8Array): Uint8Array | undefined {
  const options = { maxOutputLength: MOST_CONTENT, info: true, chunkSize: roomFor(packed) };
  try {
    const { buffer, engine } = gunzipSync(packed, options) as unknown as WithInfo;
    // zlib does not mind zeros behind the data.
    return engine.bytesWritten === packed.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}

/** The least that zlib takes. */
const LEAST_ROOM = 64;

/**
 * Room for the content, whose length is in the last four bytes if there is one member, and for one more byte, by which zlib sees the end.
 * zlib otherwise asks for 16 KB a hundred times, which takes a third of the time. If the length is wrong, it asks again.
 */
function roomFor({ buffer, byteOffset, length: end }: Uint8Array): number {
  const length = end < 4 ? 0 : new DataView(buffer, byteOffset).getUint32(end - 4, true);
  return Math.max(LEAST_ROOM, Math.min(length, MOST_CONTENT) + 1);
}

/** What zlib returns with `info`. */
interface WithInfo {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
