import { ptr, type Pointer } from "bun:ffi";
import {
  OPEN_APPEND,
  OPEN_CREATE,
  OPEN_EXCLUSIVE,
  OPEN_READ,
  OPEN_TRUNCATE,
  OPEN_WRITE,
  SEEK_CURRENT,
  SEEK_SET,
  type Descriptors,
  type SeekBase,
} from "../descriptors.ts";
import { errorNumber } from "./error-number.ts";
import { isInterrupted } from "./interrupts.ts";
import { isTerminal } from "./is-terminal.ts";
import { nodeFs } from "./node-fs.ts";
import { openPosixLibrary } from "./posix-library.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { wasClosedAtStart } from "./closed-at-start.ts";
import { waitUntilReadable, waitUntilWritable } from "./wait-until-ready.ts";
import { seekShared } from "./seek-shared.ts";

const ENOENT = 2;
const EINTR = 4;
const EBADF = 9;
const EINVAL = 22;
const ESPIPE = 29;

/** A regular file that was opened here. */
interface OpenFile {
  readonly appends: boolean;
  /** Where it is read and written next; "end" after an append, wherever that is. */
  position: number | "end";
}

type OpenFiles = Map<number, OpenFile>;

/**
 * node:fs has no lseek, so files opened here carry a position of their own. Descriptors that came from elsewhere share
 * theirs with other processes and are read and written without one.
 */
export function createDescriptors(): Descriptors {
  const files: OpenFiles = new Map();
  return {
    open: (path, bits, permissions) => attempt(() => open(files, path, bits, permissions)),
    close: (descriptor) => attempt(() => close(files, descriptor)),
    read: (descriptor, buffer, offset, length) => read(files, descriptor, { buffer, offset, length }),
    write: (descriptor, buffer, offset, length) => write(files, descriptor, { buffer, offset, length }),
    seek: (descriptor, distance, base) => attempt(() => seek(files, descriptor, distance, base)),
    isTerminal,
  };
}

interface Span {
  readonly buffer: Uint8Array;
  readonly offset: number;
  readonly length: number;
}

function attempt(call: () => number): number {
  try {
    return call();
  } catch (error) {
    return errorNumber(error);
  }
}

function open(files: OpenFiles, path: Uint8Array, bits: number, permissions: number): number {
  if (path.length === 0) return -ENOENT;
  const descriptor = nodeFs().openSync(systemPath(path), openFlags(bits), permissions);
  const isFile = nodeFs().fstatSync(descriptor).isFile();
  if (isFile) files.set(descriptor, { appends: (bits & OPEN_APPEND) !== 0, position: 0 });
  return descriptor;
}

/** What C's tmpfile opens and removes in Lua's module, on every platform. */
const MODULE_TEMPORARY = "/tmp/tmpfile_";

/** On POSIX a path is bytes; on Windows it is a text, and files of tmpfile go where temporary files go there. */
export function systemPath(path: Uint8Array): string | Buffer {
  const bytes = Buffer.from(path.buffer, path.byteOffset, path.length);
  if (process.platform !== "win32") return bytes;
  const text = bytes.toString("utf8");
  return text.startsWith(MODULE_TEMPORARY) ? temporaryDirectory() + text.slice("/tmp/".length) : text;
}

function openFlags(bits: number): number {
  const { O_RDONLY, O_WRONLY, O_RDWR, O_APPEND, O_CREAT, O_TRUNC, O_EXCL } = nodeFs().constants;
  const writing = bits & OPEN_READ ? O_RDWR : O_WRONLY;
  return (
    (bits & OPEN_WRITE ? writing : O_RDONLY) |
    (bits & OPEN_APPEND ? O_APPEND : 0) |
    (bits & OPEN_CREATE ? O_CREAT : 0) |
    (bits & OPEN_TRUNCATE ? O_TRUNC : 0) |
    (bits & OPEN_EXCLUSIVE ? O_EXCL : 0)
  );
}

function close(files: OpenFiles, descriptor: number): number {
  files.delete(descriptor);
  nodeFs().closeSync(descriptor);
  return 0;
}

function read(files: OpenFiles, descriptor: number, span: Span): number {
  if (wasClosedAtStart(descriptor)) return -EBADF;
  const file = files.get(descriptor);
  for (;;) {
    try {
      const position = resolvePosition(file, descriptor);
      const quick = move("read", descriptor, span, position);
      if (quick < 0 && file === undefined && !waitUntilReadable(descriptor)) return -EINTR;
      const { buffer, offset, length } = span;
      const count = quick < 0 ? nodeFs().readSync(descriptor, buffer, offset, length, position) : quick;
      if (file !== undefined) file.position = (position ?? 0) + count;
      return count;
    } catch (error) {
      if (codeOf(error) === "EOF") return 0;
      if (codeOf(error) !== "EAGAIN") return errorNumber(error);
      Bun.sleepSync(1);
    }
  }
}

function write(files: OpenFiles, descriptor: number, span: Span): number {
  if (wasClosedAtStart(descriptor)) return -EBADF;
  const file = files.get(descriptor);
  for (;;) {
    try {
      if (file === undefined && !waitUntilWritable(descriptor)) return -EINTR;
      const position = file?.appends === true ? null : resolvePosition(file, descriptor);
      const quick = move("write", descriptor, span, position);
      const { buffer, offset, length } = span;
      const count = quick < 0 ? nodeFs().writeSync(descriptor, buffer, offset, length, position) : quick;
      if (file !== undefined) file.position = position === null ? "end" : position + count;
      return count;
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") return errorNumber(error);
      Bun.sleepSync(1);
    }
  }
}

const FAILED = -1;

/**
 * Reads or writes by the C library's own call, which a signal ends, without loading node:fs. It cannot tell why it failed:
 * node:fs then tries again and tells.
 */
function move(call: "read" | "write", descriptor: number, span: Span, position: number | null): number {
  const libc = openPosixLibrary();
  if (libc === undefined || isInterrupted()) return FAILED;
  const start = addressOf(span);
  return position === null
    ? libc[call](descriptor, start, span.length)
    : libc[`p${call}`](descriptor, start, span.length, position);
}

let known: Uint8Array | undefined;
let knownAddress = 0;

/** Bytes from which an array is no small one, whose bytes the engine may move. */
const LARGE = 65_536;

/** A machine's memory is one large array until it grows, so its address is asked for once and not at each call. */
function addressOf({ buffer, offset }: Span): Pointer {
  if (buffer !== known || buffer.length < LARGE) {
    known = buffer;
    knownAddress = ptr(buffer);
  }
  return (knownAddress + offset) as Pointer;
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code;
}

/** Null for descriptors that carry their position themselves. */
function resolvePosition(file: OpenFile | undefined, descriptor: number): number | null {
  if (file === undefined) return null;
  return file.position === "end" ? nodeFs().fstatSync(descriptor).size : file.position;
}

function seek(files: OpenFiles, descriptor: number, distance: number, base: SeekBase): number {
  const file = files.get(descriptor);
  const position = resolvePosition(file, descriptor);
  if (file === undefined || position === null) {
    return isStream(descriptor) ? -ESPIPE : seekShared(descriptor, distance, base);
  }
  const target = originOf(base, position, descriptor) + distance;
  if (target < 0) return -EINVAL;
  file.position = target;
  return target;
}

function isStream(descriptor: number): boolean {
  const stat = nodeFs().fstatSync(descriptor);
  return stat.isFIFO() || stat.isSocket();
}

function originOf(base: SeekBase, position: number, descriptor: number): number {
  if (base === SEEK_SET) return 0;
  return base === SEEK_CURRENT ? position : nodeFs().fstatSync(descriptor).size;
}
