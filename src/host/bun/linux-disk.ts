import type { FFIFunction, Library } from "bun:ffi";
import { cString } from "./library/c-string.ts";
import { nativeCalls } from "./library/native-calls.ts";
import { openCLibrary } from "./library/open-c-library.ts";
import { openLinuxFiles } from "./linux-files.ts";

const SYMBOLS = {
  open: { args: ["ptr", "i32", "i32"], returns: "i32" },
  // A small file has fewer bytes than 2 GiB.
  write: { args: ["i32", "ptr", "u64"], returns: "i32" },
  pwrite: { args: ["i32", "ptr", "u64", "i64"], returns: "i32" },
  ftruncate: { args: ["i32", "i64"], returns: "i32" },
  fsync: { args: ["i32"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
  mkdir: { args: ["ptr", "u32"], returns: "i32" },
  symlink: { args: ["ptr", "ptr"], returns: "i32" },
  rename: { args: ["ptr", "ptr"], returns: "i32" },
  unlink: { args: ["ptr"], returns: "i32" },
  rmdir: { args: ["ptr"], returns: "i32" },
  chmod: { args: ["ptr", "u32"], returns: "i32" },
  pread: { args: ["i32", "ptr", "u64", "i64"], returns: "i32" },
  statx: { args: ["i32", "ptr", "i32", "u32", "ptr"], returns: "i32" },
  // getdents64, which musl has under another name.
  syscall: { args: ["i64", "i32", "ptr", "u64"], returns: "i64" },
  __errno_location: { args: [], returns: "ptr" },
} as const satisfies Record<string, FFIFunction>;

type CLibrary = Library<typeof SYMBOLS>["symbols"];

const IS_X64 = process.arch === "x64";
const O_RDONLY_CLOEXEC = 0o2000000;
/** A FIFO is opened at once. */
const O_NONBLOCK = 0o4000;
const O_WRONLY_CREAT_CLOEXEC = 0o2000101;
const O_TRUNC = 0o1000;
const O_EXCL = 0o200;
const O_RDWR_CREAT_CLOEXEC = 0o2000102;
const O_NOFOLLOW = IS_X64 ? 0o400000 : 0o100000;
const O_DIRECTORY_CLOEXEC = IS_X64 ? 0o2200000 : 0o2040000;
const SYS_GETDENTS64 = IS_X64 ? 217 : 61;
const AT_FDCWD = -100;
const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_EMPTY_PATH = 0x1000;
/** The number of the file, and when it was made. */
const STATX_INO_BTIME = 0x900;
/** These, and the size. */
const STATX_FIELDS = STATX_INO_BTIME | 0x200;
const ENOENT = 2;
const EINVAL = 22;
const EEXIST = 17;

/**
 * What installs need of the disk, with the C library's own calls: node:fs takes longer to load than to do it. A call that was not done
 * returns false or undefined, and leaves nothing behind: then node:fs does it, or reports why it cannot be done.
 */
export interface LinuxDisk {
  makeFolders(path: string, mode: number): boolean;
  makeLink(path: string, target: string): boolean;
  rename(from: string, to: string): boolean;
  /** Removes a file, a link or an empty folder. */
  remove(path: string): boolean;
  /** Writes a file at the temporary path, and gives it its name. */
  replace(path: string, temporary: string, content: Uint8Array, how: ReplaceOptions): boolean;
  setMode(path: string, mode: number): boolean;
  /**
   * Writes a file or a folder to the disk, if its file system can do that. Throws an error like those of node:fs if it fails: the system
   * reports that once. False if it cannot be opened.
   */
  sync(path: string): boolean;
  /** Opens a file to be read. */
  openToRead(path: string): ReadDescriptor | undefined;
  /** Makes a file, to be written with `write` and closed with `close`. A negative number if that failed. */
  create(path: string, mode: number): number;
  /** Throws an error like those of node:fs if what was written may be lost. */
  close(descriptor: number): void;
  /** The names in a folder, in no order. */
  list(path: string): string[] | undefined;
  /** The same of links, and of what the file system does not give a type. */
  listLinks(path: string): string[] | undefined;
  /** What `entryIdentity` returns for it. */
  identity(path: string): string | undefined;
  /** Writes to an open file. Returns how many bytes it took: 0 if node:fs has to wait, or to report an error. */
  write(descriptor: number, content: Uint8Array): number;
  /** Opens or makes a file to lock, for reading and writing. */
  openToLock(path: string): LockedDescriptor | undefined;
}

export interface ReplaceOptions {
  readonly mode: number;
  /** Whether nothing may be at the temporary path. */
  readonly isNew?: boolean;
  /** Whether the content is on the disk before the file gets its name. */
  readonly flush?: boolean;
}

/** An open file. */
export interface ReadDescriptor {
  readonly number: number;
  /** In bytes. */
  readonly size: number;
  /** Fills a buffer from a position on. Returns how many bytes there were; a negative number if node:fs has to report an error. */
  readAt(position: number, buffer: Uint8Array): number;
  close(): void;
}

/** An open file. */
export interface LockedDescriptor {
  readonly number: number;
  /** Makes the bytes the file's content; false if that failed. */
  setContent(content: Uint8Array): boolean;
  close(): void;
}

/** Null if they cannot be made. */
let opened: LinuxDisk | null | undefined;

/** Undefined on systems other than Linux, and if the C library lacks one of the calls. Made once and kept. */
export function openLinuxDisk(): LinuxDisk | undefined {
  if (opened === undefined) opened = make() ?? null;
  return opened ?? undefined;
}

function make(): LinuxDisk | undefined {
  if (process.platform !== "linux") return undefined;
  const libc = openCLibrary(SYMBOLS)?.symbols;
  if (libc === undefined) return undefined;
  return {
    makeFolders: (path, mode) => isPath(path) && makeFolders(libc, path, mode),
    makeLink: (path, target) => isPath(path) && isPath(target) && libc.symlink(cString(target), cString(path)) === 0,
    rename: (from, to) => isPath(from) && isPath(to) && libc.rename(cString(from), cString(to)) === 0,
    remove: (path) => isPath(path) && remove(libc, path),
    replace: (path, temporary, content, how) =>
      isPath(path) && isPath(temporary) && replace(libc, { path, temporary, content }, how),
    setMode: (path, mode) => isPath(path) && libc.chmod(cString(path), mode) === 0,
    sync: (path) => isPath(path) && sync(libc, path),
    openToRead: (path) => (isPath(path) ? openToRead(libc, path) : undefined),
    create: (path, mode) => (isPath(path) ? libc.open(cString(path), O_WRONLY_CREAT_CLOEXEC | O_EXCL, mode) : -1),
    close: (descriptor) => {
      if (libc.close(descriptor) !== 0) throw systemError(errorNumber(libc));
    },
    list: (path) => (isPath(path) ? list(libc, path, () => true) : undefined),
    listLinks: (path) => (isPath(path) ? list(libc, path, mayBeLink) : undefined),
    identity: (path) => (isPath(path) ? identity(libc, path) : undefined),
    write: (descriptor, content) =>
      content.length === 0 ? 0 : Math.max(libc.write(descriptor, content, content.length), 0),
    openToLock: (path) => (isPath(path) ? openToLock(libc, path) : undefined),
  };
}

/** Whether C functions can receive it. */
function isPath(path: string): boolean {
  return path !== "" && !path.includes("\0");
}

function makeFolders(libc: CLibrary, path: string, mode: number): boolean {
  if (isFolderMade(libc, path, mode)) return true;
  const parent = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
  if (parent === "" || errorNumber(libc) !== ENOENT) return false;
  return makeFolders(libc, parent, mode) && isFolderMade(libc, path, mode);
}

/** Whether there is a folder now. */
function isFolderMade(libc: CLibrary, path: string, mode: number): boolean {
  if (libc.mkdir(cString(path), mode) === 0) return true;
  if (errorNumber(libc) !== EEXIST) return false;
  const stat = openLinuxFiles()?.stat(path);
  return typeof stat === "object" && stat.kind === "directory";
}

function remove(libc: CLibrary, path: string): boolean {
  const entry = openLinuxFiles()?.entry(path);
  if (typeof entry !== "object") return false;
  return (entry.kind === "directory" ? libc.rmdir(cString(path)) : libc.unlink(cString(path))) === 0;
}

interface Replacement {
  readonly path: string;
  readonly temporary: string;
  readonly content: Uint8Array;
}

function replace(libc: CLibrary, { path, temporary, content }: Replacement, how: ReplaceOptions): boolean {
  const name = cString(temporary);
  const descriptor = libc.open(name, O_WRONLY_CREAT_CLOEXEC | (how.isNew === true ? O_EXCL : O_TRUNC), how.mode);
  if (descriptor < 0) return false;
  const isWritten = isAllWritten(libc, descriptor, content) && (how.flush !== true || libc.fsync(descriptor) === 0);
  const isDone = libc.close(descriptor) === 0 && isWritten && libc.rename(name, cString(path)) === 0;
  if (!isDone) libc.unlink(name);
  return isDone;
}

/** Bun has no address for bytes that there are none of. A disk that is full takes a part. */
function isAllWritten(libc: CLibrary, descriptor: number, content: Uint8Array): boolean {
  return content.length === 0 || libc.write(descriptor, content, content.length) === content.length;
}

function sync(libc: CLibrary, path: string): boolean {
  const descriptor = libc.open(cString(path), O_RDONLY_CLOEXEC | O_NONBLOCK, 0);
  if (descriptor < 0) return false;
  const error = libc.fsync(descriptor) === 0 ? 0 : errorNumber(libc);
  libc.close(descriptor);
  if (error === 0 || error === EINVAL) return true;
  throw systemError(error);
}

function openToRead(libc: CLibrary, path: string): ReadDescriptor | undefined {
  const number = libc.open(cString(path), O_RDONLY_CLOEXEC, 0);
  if (number < 0) return undefined;
  const found = statusOf(libc, number, "");
  const close = (): void => void libc.close(number);
  if (found === undefined) {
    close();
    return undefined;
  }
  return {
    number,
    size: Number(found.getBigUint64(STATX.size, true)),
    readAt: (position, buffer) => (buffer.length === 0 ? 0 : libc.pread(number, buffer, buffer.length, position)),
    close,
  };
}

function openToLock(libc: CLibrary, path: string): LockedDescriptor | undefined {
  const number = libc.open(cString(path), O_RDWR_CREAT_CLOEXEC | O_NOFOLLOW, 0o644);
  if (number < 0) return undefined;
  return {
    number,
    setContent: (content) =>
      libc.ftruncate(number, 0) === 0 &&
      (content.length === 0 || libc.pwrite(number, content, content.length, 0) === content.length),
    close: () => void libc.close(number),
  };
}

/** Of a struct linux_dirent64, in bytes: where its length, its type and its name are. */
const ENTRY = { length: 16, type: 18, name: 19 } as const;
const DT_UNKNOWN = 0;
const DT_LNK = 10;

function mayBeLink(type: number): boolean {
  return type === DT_LNK || type === DT_UNKNOWN;
}

const LIST_SIZE = 16_384;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function list(libc: CLibrary, path: string, wants: (type: number) => boolean): string[] | undefined {
  const folder = libc.open(cString(path), O_DIRECTORY_CLOEXEC, 0);
  if (folder < 0) return undefined;
  const names: string[] = [];
  const entries = new DataView(new ArrayBuffer(LIST_SIZE));
  let length = 1;
  while (length > 0) {
    length = Number(libc.syscall(SYS_GETDENTS64, folder, new Uint8Array(entries.buffer), LIST_SIZE));
    for (let at = 0; at < length; at += entries.getUint16(at + ENTRY.length, true)) {
      if (!wants(entries.getUint8(at + ENTRY.type))) continue;
      const name = nameAt(new Uint8Array(entries.buffer, at + ENTRY.name));
      if (name !== "." && name !== "..") names.push(name);
    }
  }
  libc.close(folder);
  return length < 0 ? undefined : names;
}

function nameAt(bytes: Uint8Array): string {
  return decoder.decode(bytes.subarray(0, bytes.indexOf(0)));
}

/** Of a struct statx, in bytes: its length, what is known, the number, the size, and the time when it was made. */
const STATX = { length: 256, known: 0, number: 32, size: 40, seconds: 80, nanoseconds: 88 } as const;

function identity(libc: CLibrary, path: string): string | undefined {
  const found = statusOf(libc, AT_FDCWD, path);
  const known = found?.getUint32(STATX.known, true) ?? 0;
  if (found === undefined || (known & STATX_INO_BTIME) !== STATX_INO_BTIME) return undefined;
  const seconds = found.getBigInt64(STATX.seconds, true);
  const made = seconds * 1_000_000_000n + BigInt(found.getUint32(STATX.nanoseconds, true));
  return `${found.getBigUint64(STATX.number, true)}:${made}`;
}

/** A struct statx of an open file, or of what is at a path. */
function statusOf(libc: CLibrary, descriptor: number, path: string): DataView | undefined {
  const found = new Uint8Array(STATX.length);
  const flags = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH;
  const status = libc.statx(descriptor, cString(path), flags, STATX_FIELDS, found);
  return status === 0 ? new DataView(found.buffer) : undefined;
}

/** Loads what names errors only where it is needed. */
function systemError(number: number): Error {
  const { systemCallError } =
    require("./library/system-call-error.ts") as typeof import("./library/system-call-error.ts");
  return systemCallError(number);
}

/** Why the last call failed. If another call came in between, the number is wrong, and node:fs is asked. */
function errorNumber(libc: CLibrary): number {
  const location = libc.__errno_location();
  return location === null ? 0 : nativeCalls.read.i32(location);
}
