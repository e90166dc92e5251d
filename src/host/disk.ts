export type EntryKind = "file" | "directory" | "link" | "other";

/** What is at a path itself: a link is not followed. */
export interface DiskEntry {
  /** A junction of Windows is a link. */
  readonly kind: EntryKind;
  /** Bytes of a file. */
  readonly size: number;
  /** The twelve bits of st_mode that chmod sets; on Windows those that its read-only attribute comes to. */
  readonly mode: number;
}

/** A file that is open for reading. */
export interface InputFile {
  /** Bytes at the moment of opening. */
  readonly size: number;
  /** Reads at a position into the buffer; returns the count of bytes, 0 at the end of the file. */
  readAt(position: number, buffer: Uint8Array): number;
  close(): void;
}

/** A new file that is being written. */
export interface OutputFile {
  write(bytes: Uint8Array): void;
  close(): void;
}

/** A lock that this process holds. It ends with the process, however that ends. */
export interface FileLock {
  release(): void;
}

/** Changes to files and folders, and what is needed to make them: each call blocks, and every failure is a HostError. */
export interface Disk {
  /** Undefined where nothing is at the path. */
  entry(path: string): DiskEntry | undefined;
  /** The text of a symbolic link; on Windows the path that it leads to. */
  readLink(path: string): string;
  /** Makes a folder and the parents that are missing. */
  makeFolders(path: string): void;
  /** Makes a folder whose name begins with the path's last element, and returns its path. The parent is there. */
  makeUniqueFolder(prefix: string): string;
  open(path: string): InputFile;
  /** Makes a file, and fails where something is at the path. */
  create(path: string, mode: number): OutputFile;
  setMode(path: string, mode: number): void;
  /** Makes a symbolic link of this text. */
  makeLink(path: string, target: string): void;
  /** Lets a path lead to an absolute folder: by a symbolic link, on Windows by a junction, which needs no privilege. */
  linkFolder(path: string, target: string): void;
  /** Renames a file, a link or a folder; a file in its place is replaced. What Windows denies for a while is tried again for some seconds. */
  rename(from: string, to: string): void;
  /** Removes a file, a link or an empty folder, read-only or not. */
  remove(path: string): void;
  /**
   * Takes the lock of a file, which is made where it is missing, and writes the owner into it. Undefined where another process
   * still holds it after `patience` milliseconds. Processes that are started do not inherit it.
   */
  lock(path: string, owner: string, patience: number): FileLock | undefined;
}
