/** A SHA-256 that is being made. */
export interface RunningDigest {
  add(bytes: Uint8Array): void;
  /** The digest of all that was added, in lower-case hexadecimal; nothing can be added behind it. */
  end(): string;
}

export interface Digests {
  /** The SHA-256 of the bytes, in lower-case hexadecimal. */
  sha256(bytes: Uint8Array): string;
  /** Begins one of bytes that come one after another. */
  begin(): RunningDigest;
}
