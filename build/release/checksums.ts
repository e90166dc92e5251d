/** A published file and its SHA-256 in hexadecimal digits. */
export interface Checksum {
  readonly file: string;
  readonly sha256: string;
}

/** The SHA-256 of a file's content. */
export function checksumOf(file: string, content: Uint8Array | string): Checksum {
  return { file, sha256: new Bun.CryptoHasher("sha256").update(content).digest("hex") };
}

/** The text of checksums.txt, sorted by file, as `sha256sum --check` reads it. */
export function renderChecksums(checksums: readonly Checksum[]): string {
  const sorted = checksums.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  return sorted.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join("");
}
