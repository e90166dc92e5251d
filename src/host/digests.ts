export interface Digests {
  /** The SHA-256 of the bytes, in lower-case hexadecimal. */
  sha256(bytes: Uint8Array): string;
}
