/**
 * Streams of compressed bytes. What is yielded is valid until the next is asked for. Damaged data, and data that end too early, are a
 * HostError "damaged"; what the given stream throws passes through.
 */
export interface Compression {
  /** The content of gzip data, of all their members one after another. */
  gunzip(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** The content of bare deflate data, as zip archives have them. */
  inflate(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** The checksum of zip archives: of the bytes after those that have the checksum `before`; 0 where there are none. */
  crc32(bytes: Uint8Array, before: number): number;
}
