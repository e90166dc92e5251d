/** What an archive says about one file, folder or link. Nothing of it has been checked. */
export interface ArchiveEntry {
  /** As the archive has it, with any separators. */
  readonly path: string;
  readonly kind: "file" | "directory" | "link" | "hard-link";
  /** The bits of st_mode that chmod sets. */
  readonly mode: number;
  /** Where a link leads: for a hard link the path of an earlier entry. "" for others. */
  readonly target: string;
  /** The bytes of a file. They can be read once, before the next entry is read. */
  readonly content: AsyncIterable<Uint8Array>;
  /** The same bytes at once, if they are at hand, as those of most small files are. They are valid until the next entry is read. */
  readonly whole?: Uint8Array | undefined;
}

/** The entries of an archive, in their order. They can be read once. */
export interface ArchiveEntries extends AsyncIterable<ArchiveEntry> {
  /** The next entry, if it is at hand. After undefined the iterator has it, or throws what is wrong. */
  nextNow?(): ArchiveEntry | undefined;
}

/** Calls a function for each entry, and waits only for what is not at hand: an archive may have a hundred thousand small files. */
export async function forEachEntry(
  entries: ArchiveEntries,
  use: (entry: ArchiveEntry) => Promise<void> | undefined,
): Promise<void> {
  for await (const first of entries) {
    let entry: ArchiveEntry | undefined = first;
    while (entry !== undefined) {
      const waiting = use(entry);
      if (waiting !== undefined) await waiting;
      entry = entries.nextNow?.();
    }
  }
}

/** The content of an entry without bytes. */
export async function* noContent(): AsyncIterable<Uint8Array> {}
