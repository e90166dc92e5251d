import type { FFIFunction, Library } from "bun:ffi";
import type { DiskEntry } from "../disk.ts";
import type { FileKind, FileStat } from "../files.ts";
import { cString } from "./library/c-string.ts";
import { nativeCalls } from "./library/native-calls.ts";
import { openCLibrary } from "./library/open-c-library.ts";

const SYMBOLS = {
  open: { args: ["ptr", "i32", "i32"], returns: "i32" },
  // A small file has fewer bytes than 2 GiB.
  read: { args: ["i32", "ptr", "u64"], returns: "i32" },
  write: { args: ["i32", "ptr", "u64"], returns: "i32" },
  unlink: { args: ["ptr"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
  access: { args: ["ptr", "i32"], returns: "i32" },
  statx: { args: ["i32", "ptr", "i32", "u32", "ptr"], returns: "i32" },
  realpath: { args: ["ptr", "ptr"], returns: "ptr" },
  __errno_location: { args: [], returns: "ptr" },
} as const satisfies Record<string, FFIFunction>;

const O_RDONLY_NONBLOCK_CLOEXEC = 0o2004000;
const O_WRONLY_CREAT_EXCL_CLOEXEC = 0o2000301;
const AT_FDCWD = -100;
const F_OK = 0;
const X_OK = 1;
/** Type, mode, owner, time of the last change, size. */
const STATX_FIELDS = 0x24b;
const ENOENT = 2;
const ENOTDIR = 20;
/** Stands for an error that the C library does not report. */
const UNKNOWN = -1;
const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_EMPTY_PATH = 0x1000;
const OTHERS_MAY_WRITE = 0o022;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;
const KINDS: Readonly<Record<number, FileKind>> = { 0o100000: "file", 0o040000: "directory" };

/** Larger files, in bytes, are left to node:fs. */
const SMALL_FILE = 16_384;

/** The few file operations that every start of a plugin needs, with the C library's own calls. */
export interface LinuxFiles {
  /**
   * At most `limit` bytes of a small file. Undefined if it is not one, and with `own` also if another user than this one and root can write
   * to it: then use node:fs, which can also report an error.
   */
  read(path: string, limit: number, own?: boolean): Uint8Array | "absent" | undefined;
  /** Undefined if that failed; node:fs can report why. */
  stat(path: string): FileStat | "absent" | undefined;
  /** How many paths at the start of a list lead to nothing. The list must not change. */
  countAbsent(paths: readonly string[]): number;
  /** Like `stat`, but does not follow a link. */
  entry(path: string): DiskEntry | "absent" | undefined;
  /** Whether what is at a path belongs to this process's user or to root, and nobody else may write to it. */
  isOwn(path: string): boolean;
  /** Undefined for a path that C functions cannot receive. */
  isReadable(path: string): boolean | undefined;
  /** Undefined if that failed; node:fs can report why. */
  realPath(path: string): string | undefined;
  /** Creates a file with its content, which is not empty. If it returns false, nothing was made; node:fs can report why. */
  create(path: string, mode: number, content: Uint8Array): boolean;
}

/** Null if they cannot be made. */
let opened: LinuxFiles | null | undefined;

/** Undefined on systems other than Linux, and if the C library lacks one of the calls. Made once and kept. */
export function openLinuxFiles(): LinuxFiles | undefined {
  if (opened === undefined) opened = make() ?? null;
  return opened ?? undefined;
}

function make(): LinuxFiles | undefined {
  if (process.platform !== "linux") return undefined;
  const libc = openCLibrary(SYMBOLS)?.symbols;
  if (libc === undefined) return undefined;
  return {
    read: (path, limit, own = false) => (path.includes("\0") ? undefined : readUpTo(libc, path, { limit, own })),
    stat: (path) => (path.includes("\0") ? undefined : stat(libc, path)),
    countAbsent: (paths) => countAbsent(libc, paths),
    entry: (path) => (path.includes("\0") ? undefined : entry(libc, path)),
    isOwn: (path) => path !== "" && !path.includes("\0") && isOwn(libc, AT_FDCWD, pathString(path)),
    isReadable: (path) => (path.includes("\0") ? undefined : isReadable(libc, path)),
    realPath: (path) => (path.includes("\0") ? undefined : realPath(libc, path)),
    create: (path, mode, content) => !path.includes("\0") && create(libc, path, { mode, content }),
  };
}

type CLibrary = Library<typeof SYMBOLS>["symbols"];

const PATH_MAX = 4096;
const encoder = new TextEncoder();

/** One buffer for all paths. */
const pathBytes = new Uint8Array(PATH_MAX);

/** A path as C has it, until the next one is asked for. One unit of a string has at most three bytes. */
function pathString(path: string): Uint8Array {
  if (path.length * 3 >= PATH_MAX) return cString(path);
  pathBytes[encoder.encodeInto(path, pathBytes).written] = 0;
  return pathBytes;
}

/**
 * One buffer for all reads. Otherwise a scan of a thousand small files would allocate a buffer, and ask for the size,
 * for each.
 */
const scratch = new Uint8Array(SMALL_FILE);

/** A read that does not fill the buffer has reached the file's end; no second read is needed to know that. */
function readUpTo(
  libc: CLibrary,
  path: string,
  { limit, own }: { readonly limit: number; readonly own: boolean },
): Uint8Array | "absent" | undefined {
  const descriptor = libc.open(pathString(path), O_RDONLY_NONBLOCK_CLOEXEC, 0);
  if (descriptor < 0) return errorNumber(libc) === ENOENT ? "absent" : undefined;
  const count = own && !isOwn(libc, descriptor, NO_PATH) ? -1 : libc.read(descriptor, scratch, SMALL_FILE);
  libc.close(descriptor);
  // A full buffer may be only the beginning.
  return count < 0 || (count === SMALL_FILE && limit > SMALL_FILE)
    ? undefined
    : scratch.slice(0, Math.min(count, limit));
}

/** A disk that is full takes a part. */
function create(
  libc: CLibrary,
  path: string,
  { mode, content }: { readonly mode: number; readonly content: Uint8Array },
): boolean {
  // Bun has no address for bytes that there are none of.
  if (content.length === 0) return false;
  const name = pathString(path);
  const descriptor = libc.open(name, O_WRONLY_CREAT_EXCL_CLOEXEC, mode);
  if (descriptor < 0) return false;
  const count = libc.write(descriptor, content, content.length);
  libc.close(descriptor);
  if (count === content.length) return true;
  libc.unlink(name);
  return false;
}

const NO_PATH = new Uint8Array(1);

/** Whether an open file, or what is at a path, is this process's user's or root's, and nobody else may write to it. */
function isOwn(libc: CLibrary, descriptor: number, path: Uint8Array): boolean {
  if (libc.statx(descriptor, path, AT_EMPTY_PATH, STATX_FIELDS, found) !== 0) return false;
  const owner = found[OWNER];
  return (owner === 0 || owner === process.geteuid?.()) && (foundStat().mode & OTHERS_MAY_WRITE) === 0;
}

function isReadable(libc: CLibrary, path: string): boolean {
  const descriptor = libc.open(pathString(path), O_RDONLY_NONBLOCK_CLOEXEC, 0);
  if (descriptor >= 0) libc.close(descriptor);
  return descriptor >= 0;
}

function stat(libc: CLibrary, path: string): FileStat | "absent" | undefined {
  const name = pathString(path);
  const error = statInto(libc, name, 0);
  if (error !== 0) return error === ENOENT || error === ENOTDIR ? "absent" : undefined;
  const { type, size, modified } = foundStat();
  return { kind: KINDS[type] ?? "other", size, executable: libc.access(name, X_OK) === 0, modified };
}

/** Lists of paths as C has them. */
const listsOfNames = new WeakMap<readonly string[], readonly Uint8Array[]>();

/** A path that fails for another reason is counted too: `stat` would fail as well, so that who searches goes on. */
function countAbsent(libc: CLibrary, paths: readonly string[]): number {
  const names = listsOfNames.get(paths) ?? paths.map(cString);
  listsOfNames.set(paths, names);
  let count = 0;
  while (count < names.length && libc.access(names[count] ?? NO_PATH, F_OK) !== 0) count++;
  return count;
}

function entry(libc: CLibrary, path: string): DiskEntry | "absent" | undefined {
  const error = statInto(libc, pathString(path), AT_SYMLINK_NOFOLLOW);
  if (error !== 0) return error === ENOENT ? "absent" : undefined;
  const { type, size, mode } = foundStat();
  return { kind: type === S_IFLNK ? "link" : (KINDS[type] ?? "other"), size, mode };
}

/** One struct statx for all calls. */
const found = new Uint32Array(64);

/** Fills `found`. Returns 0, otherwise the number of the error. */
function statInto(libc: CLibrary, name: Uint8Array, flags: number): number {
  return libc.statx(AT_FDCWD, name, flags, STATX_FIELDS, found) === 0 ? 0 : errorNumber(libc) || UNKNOWN;
}

/** The owner is the sixth of the 32-bit numbers. */
const OWNER = 5;

/**
 * The struct has the same layout on every architecture: as 32-bit numbers, the mode is in 7, the size in 10 and 11, and the time of the last
 * change from 28 on: two for the seconds, one for the nanoseconds.
 */
function foundStat(): {
  readonly type: number;
  readonly mode: number;
  readonly size: number;
  readonly modified: number;
} {
  const bits = found[7] ?? 0;
  const seconds = (found[28] ?? 0) + ((found[29] ?? 0) | 0) * 2 ** 32;
  return {
    type: bits & S_IFMT,
    mode: bits & 0o7777,
    size: (found[10] ?? 0) + (found[11] ?? 0) * 2 ** 32,
    modified: seconds * 1000 + (found[30] ?? 0) / 1e6,
  };
}

/** Why the last call failed. If another call came in between, the number is wrong, and node:fs is asked. */
function errorNumber(libc: CLibrary): number {
  const location = libc.__errno_location();
  return location === null ? 0 : nativeCalls.read.i32(location);
}

function realPath(libc: CLibrary, path: string): string | undefined {
  const resolved = new Uint8Array(PATH_MAX);
  if (libc.realpath(pathString(path), resolved) === null) return undefined;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(resolved.subarray(0, resolved.indexOf(0)));
}
