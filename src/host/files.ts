export type FileKind = "file" | "directory" | "other";

export interface FileStat {
  /** The kind after following symbolic links. */
  readonly kind: FileKind;
  /** The size in bytes. */
  readonly size: number;
  /** Whether the caller may execute it; always true on Windows, which has no such bit. */
  readonly executable: boolean;
  /** When its content last changed, in milliseconds since 1970. */
  readonly modified: number;
}

export interface Permissions {
  /** The twelve bits of st_mode that chmod sets. */
  readonly mode: number;
  /** Whether its file system is mounted with noexec; false if the system does not report it. */
  readonly noexec: boolean;
}

/** Files by path, read and written completely and synchronously. Every failure is a HostError. */
export interface Files {
  /** The bytes of a file, at most `limit` of them. */
  read(path: string, limit?: number): Uint8Array;
  /**
   * As `read`, of a file that nobody else can have written. Throws "denied" if it belongs to another user than this process's or root, or if
   * others may write to it. On Windows, which has no such bits, it reads every file.
   */
  readOwn(path: string, limit: number): Uint8Array;
  /**
   * As `writeAtomically`, of a file for this user alone. Throws "denied" if the folder belongs to another user than this process's or
   * root, or if others may write to it.
   */
  writeOwn(path: string, content: Uint8Array): void;
  /**
   * Creates or replaces a file in one step: a reader sees the old content or the new, never a part of it. Creates
   * missing parents.
   */
  writeAtomically(path: string, content: Uint8Array | string): void;
  /** The names in a folder, in byte order, without "." and "..". */
  list(path: string): string[];
  /**
   * The names of what may be a link in a folder, among them all links; undefined if that is not known. A host that has no faster way than
   * to ask for each entry does not have it.
   */
  listLinks?(path: string): readonly string[] | undefined;
  /** Undefined if there is nothing at the path. */
  stat(path: string): FileStat | undefined;
  /**
   * How many paths at the start of a list lead to nothing; perhaps fewer than there are. For a list that is asked for often, it is faster
   * than to ask for each path. A host that is not faster returns 0, or does not have it.
   */
  countAbsent?(paths: readonly string[]): number;
  /** Whether a file or a folder can be opened for reading. */
  isReadable(path: string): boolean;
  /** A file's owner and mode, following links; undefined if they cannot be read, as on Windows. */
  permissions(path: string): Permissions | undefined;
  /** The path with all symbolic links resolved. */
  realPath(path: string): string;
  /**
   * Returns the same text for two paths if and only if they lead to the same file or folder, following links. The text
   * has no other meaning.
   */
  identity(path: string): string;
}
