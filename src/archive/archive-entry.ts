/** What an archive says of one file, folder or link; nothing of it has been checked. */
export interface ArchiveEntry {
  /** As it stands in the archive, with any separators. */
  readonly path: string;
  readonly kind: "file" | "directory" | "link" | "hard-link";
  /** The bits of st_mode that chmod sets. */
  readonly mode: number;
  /** Where a link leads: for a hard link the path of an earlier entry. "" for others. */
  readonly target: string;
  /** The bytes of a file, to be read once and before the next entry. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** The content of an entry without bytes. */
export async function* noContent(): AsyncIterable<Uint8Array> {}
