import type { Compression } from "../compression.ts";
import { gunzip } from "./gunzip-at-once.ts";
import { damaged } from "./gunzip.ts";

/** Streams by Bun's own CompressionStream and DecompressionStream, and gzip by zlib. */
export const compression: Compression = {
  gunzip,
  inflate: (chunks) => transform(chunks, () => new DecompressionStream("deflate-raw")),
  deflate: (chunks) => transform(chunks, () => new CompressionStream("deflate-raw")),
  crc32: (bytes, before) => Bun.hash.crc32(bytes, before),
};

async function* transform(
  chunks: AsyncIterable<Uint8Array>,
  makeStream: () => CompressionStream | DecompressionStream,
): AsyncIterable<Uint8Array> {
  let failure: { readonly error: unknown } | undefined;
  const iterator = chunks[Symbol.asyncIterator]();
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(new Uint8Array(value));
      } catch (error) {
        failure = { error };
        controller.error(error);
      }
    },
  });
  try {
    yield* source.pipeThrough(makeStream());
  } catch (error) {
    if (failure !== undefined) throw failure.error;
    throw damaged(error);
  } finally {
    await iterator.return?.();
  }
}
