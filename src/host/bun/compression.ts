import type { Compression } from "../compression.ts";
import { HostError } from "../host-error.ts";

/** Streams by Bun's own CompressionStream and DecompressionStream, whose gzip reads all members. */
export const compression: Compression = {
  gunzip: (chunks) => transform(chunks, () => new DecompressionStream("gzip")),
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
    throw new HostError("damaged", "", `the compressed data are damaged or end too early`, error);
  } finally {
    await iterator.return?.();
  }
}
