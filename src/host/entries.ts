/** What is at a path, as LuaFileSystem reports it. */
export interface EntryStatus {
  /** "file", "directory", "link", "named pipe", "socket", "char device", "block device" or "other". */
  readonly kind: string;
  /** In bytes. */
  readonly size: number;
  /** The twelve bits of st_mode that chmod sets; on Windows the bits that follow from the read-only attribute. */
  readonly mode: number;
  /** The last change of the content, the last access and the last change of the entry, in milliseconds since 1970. */
  readonly modified: number;
  readonly accessed: number;
  readonly changed: number;
  /** The device and the number of the entry on it. Together they tell two entries apart, as far as a double can. */
  readonly device: number;
  readonly number: number;
  /** How many names it has. */
  readonly links: number;
  /** The numbers of the owner and of the group, 0 on Windows. */
  readonly owner: number;
  readonly group: number;
}

/**
 * Files, folders and links by paths that are bytes, as a script has them (UTF-8 on Windows). A negative result is minus
 * errno, in the platform's own numbers.
 */
export interface Entries {
  status(path: Uint8Array, followsLinks: boolean): EntryStatus | number;
  /** The names in a folder, in the order of the system, without "." and "..". */
  list(path: Uint8Array): readonly Uint8Array[] | number;
  /** Creates a folder, whose parent must exist. `permissions` are those before umask. */
  makeFolder(path: Uint8Array, permissions: number): number;
  setMode(path: Uint8Array, mode: number): number;
  /**
   * Makes a symbolic link with this target text. On Windows a link to a folder is a junction, which needs no privilege
   * but an absolute target.
   */
  makeLink(path: Uint8Array, target: Uint8Array, toFolder: boolean): number;
  /** The target text of a symbolic link; on Windows the path that it leads to. */
  readLink(path: Uint8Array): Uint8Array | number;
  /** Sets the times of the last access and of the last change of the content, in milliseconds since 1970. */
  setTimes(path: Uint8Array, accessed: number, modified: number): number;
  /** The absolute path of the working folder. */
  workingFolder(): Uint8Array | number;
  /** Changes the working folder of this process. */
  changeFolder(path: Uint8Array): number;
}
