/**
 * Streams of compressed bytes. A chunk is valid until the next one is requested. Damaged data, and data that end too
 * early, are a HostError "damaged". Errors of the given stream pass through.
 */
export interface Compression {
  /**
   * The content of gzip data: of all members, one after another. Other bytes after a member are damage, like all damage only for who
   * reads so far: as for Helm, a tar archive that has come to its end does not care what follows it. Only a wrong checksum is damage for
   * everybody: the end of a member, 1 MiB at least, comes out when its checksum is right. `length` is that of all chunks, if it
   * is known: a host may read few data to their end at once, which takes it less time.
   */
  gunzip(chunks: AsyncIterable<Uint8Array>, length?: number): AsyncIterable<Uint8Array>;
  /** The content of raw deflate data, as in zip archives. */
  inflate(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Raw deflate data of the content. Different hosts make different data. */
  deflate(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** The checksum in zip archives. `before` is the checksum of the bytes before these, 0 if there are none. */
  crc32(bytes: Uint8Array, before: number): number;
}
