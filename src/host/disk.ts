export type EntryKind = "file" | "directory" | "link" | "other";

/** What is at a path; links are not followed. */
export interface DiskEntry {
  /** A Windows junction is a link. */
  readonly kind: EntryKind;
  /** The size of a file in bytes. */
  readonly size: number;
  /** The twelve bits of st_mode that chmod sets; on Windows the bits that follow from the read-only attribute. */
  readonly mode: number;
}

/** A file that is open for reading. */
export interface InputFile {
  /** The size in bytes when it was opened. */
  readonly size: number;
  /** Reads at a position into the buffer; returns the number of bytes, 0 at the end of the file. */
  readAt(position: number, buffer: Uint8Array): number;
  close(): void;
}

/** A new file that is being written. */
export interface OutputFile {
  write(bytes: Uint8Array): void;
  close(): void;
}

/** A lock that this process holds. It ends with the process, however the process ends. */
export interface FileLock {
  release(): void;
}

/** Changes to files and folders, and what is needed to make them. Each call blocks, and every failure is a HostError. */
export interface Disk {
  /** Undefined if there is nothing at the path. */
  entry(path: string): DiskEntry | undefined;
  /**
   * Tells the file, folder or link at a path from every other one that is, was or will be on its volume; links are not followed. A rename
   * keeps it. The text is the same from both hosts, and has no other meaning. Where a POSIX file system does not record when a file was made,
   * a later file may get the text of one that is gone.
   */
  entryIdentity(path: string): string;
  /** The target text of a symbolic link; on Windows the path that it leads to. */
  readLink(path: string): string;
  /** Creates a folder and its missing parents. */
  makeFolders(path: string): void;
  /** Creates a folder whose name begins with the path's last element, and returns its path. The parent must exist. */
  makeUniqueFolder(prefix: string): string;
  open(path: string): InputFile;
  /** Creates a file; fails if there is something at the path. */
  create(path: string, mode: number): OutputFile;
  /** Creates a file with its content; fails if there is something at the path. If it fails later, it leaves what it has made. */
  createWith(path: string, mode: number, content: Uint8Array): void;
  /**
   * Creates or replaces a file. When it returns, the file survives a loss of power: the content is on the disk, and so is
   * the name, where the system can wait for that (not on Windows). A reader sees the old content or the new. If Windows
   * denies the replacement, tries again for some seconds.
   */
  writeDurably(path: string, content: string): void;
  /** The same without waiting for the disk: after a loss of power the file may be empty or missing, unless `syncFile` has returned. */
  replace(path: string, content: string): void;
  /** Waits until the content of a file is on the disk. Its name is there when `syncFolder` has returned. */
  syncFile(path: string): void;
  /** Waits until the names in a folder are on the disk. Does nothing on Windows, which has no such call. */
  syncFolder(path: string): void;
  /** Waits until all that was written to the volume of a file or a folder is on the disk. False if only Linux could do that. */
  syncVolume(path: string): boolean;
  setMode(path: string, mode: number): void;
  /** Creates a symbolic link with this target text. */
  makeLink(path: string, target: string): void;
  /** Makes a path lead to an absolute folder: with a symbolic link, or on Windows a junction, which needs no privilege. */
  linkFolder(path: string, target: string): void;
  /**
   * Renames a file, a link or a folder, and replaces a file at the new path. If Windows denies it, tries again for some
   * seconds.
   */
  rename(from: string, to: string): void;
  /** Removes a file, a link or an empty folder, read-only or not. */
  remove(path: string): void;
  /**
   * Takes the lock of a file, which is created if it is missing and on POSIX may be no link, and writes the owner into it; on a full
   * disk the file may stay empty. Undefined if another process still holds it after `patience` milliseconds. Started processes do not
   * inherit the lock.
   */
  lock(path: string, owner: string, patience: number): FileLock | undefined;
}
