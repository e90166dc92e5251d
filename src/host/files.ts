export type FileKind = "file" | "directory" | "other";

export interface FileStat {
  /** The kind after symbolic links are followed. */
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** Whether the caller may execute it; on Windows, where no such bit exists, true for every file. */
  readonly executable: boolean;
}

export interface Permissions {
  /** The twelve bits of st_mode that chmod sets. */
  readonly mode: number;
  /** Whether its file system is mounted so that nothing on it is executed; false also where the system does not say. */
  readonly noexec: boolean;
}

/** Files by path, read and written whole and synchronously. Every failure is a HostError. */
export interface Files {
  /** The bytes of a file, at most `limit` of them (the rest is left unread). */
  read(path: string, limit?: number): Uint8Array;
  /** Creates or replaces a file in one step: a reader sees the old content or the new, never half of it. Parents are made. */
  writeAtomically(path: string, content: Uint8Array | string): void;
  /** The names in a folder, in byte order, without "." and "..". */
  list(path: string): string[];
  /** Undefined where nothing is at the path. */
  stat(path: string): FileStat | undefined;
  /** Whether a file or a folder can be opened for reading. */
  isReadable(path: string): boolean;
  /** Who may do what with a file, links followed; undefined where that cannot be had, as on Windows. */
  permissions(path: string): Permissions | undefined;
  /** The path with all symbolic links resolved. */
  realPath(path: string): string;
  /** The same text for two paths exactly if they lead to one file or folder, links followed: no part of it means anything else. */
  identity(path: string): string;
}
