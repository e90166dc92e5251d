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
} from "../../descriptors.ts";
import { errorNumber } from "../error-number.ts";
import { isTimed } from "../interrupts/interrupts.ts";
import { isTerminal } from "./is-terminal.ts";
import { addressOf, readDirectly, writeDirectly, type OpenFile } from "./move-directly.ts";
import { nodeFs } from "../node-fs.ts";
import { luaTemporaryFolder } from "../temporary-directory.ts";
import { wasClosedAtStart } from "./closed-at-start.ts";
import { waitUntilReadable, waitUntilWritable } from "./wait-until-ready.ts";
import { openFifo, waitsForPeer } from "./open-fifo.ts";
import { closePipe, isPipe, readPipe, writePipe } from "../children/windows-pipes.ts";
import { seekShared } from "./seek-shared.ts";

const ENOENT = 2;
const EINTR = 4;
const EBADF = 9;
const EINVAL = 22;
const ESPIPE = 29;
/** Not an error number: nothing was tried. */
const FAILED = -1;

type OpenFiles = Map<number, OpenFile>;

/**
 * node:fs has no lseek, so files opened here keep their own position. Descriptors from elsewhere share their position
 * with other processes, and are read and written without one.
 */
export function createDescriptors(): Descriptors {
  const files: OpenFiles = new Map();
  return {
    open: (path, bits, permissions) => attempt(() => open(files, path, bits, permissions)),
    close: (descriptor) => attempt(() => close(files, descriptor)),
    read: (descriptor, buffer, offset, length) => {
      const file = files.get(descriptor);
      const moved = readDirectly(file, descriptor, addressOf(buffer, offset), length);
      return moved < 0 ? read(file, descriptor, { buffer, offset, length }) : moved;
    },
    write: (descriptor, buffer, offset, length) => {
      const file = files.get(descriptor);
      // A write that a time limit must be able to end has to wait first.
      const waits = file === undefined && isTimed();
      const moved = waits ? FAILED : writeDirectly(file, descriptor, addressOf(buffer, offset), length);
      return moved < 0 ? write(file, descriptor, { buffer, offset, length }) : moved;
    },
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
  const descriptor = waitsForPeer(path)
    ? openFifo(path, openFlags(bits))
    : nodeFs().openSync(systemPath(path), openFlags(bits), permissions);
  if (descriptor < 0) return descriptor;
  const isFile = nodeFs().fstatSync(descriptor).isFile();
  if (isFile) files.set(descriptor, { appends: (bits & OPEN_APPEND) !== 0, position: 0 });
  return descriptor;
}

/** The path that C's tmpfile opens and removes in Lua's module, on every platform. */
const MODULE_TEMPORARY = "/tmp/tmpfile_";

/**
 * A path for the system: bytes on POSIX, text on Windows. Files of tmpfile go into the platform's temporary folder on
 * Windows.
 */
export function systemPath(path: Uint8Array): string | Buffer {
  const bytes = Buffer.from(path.buffer, path.byteOffset, path.length);
  if (process.platform !== "win32") return bytes;
  const text = bytes.toString("utf8");
  return text.startsWith(MODULE_TEMPORARY) ? luaTemporaryFolder() + text.slice("/tmp/".length) : text;
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
  if (isPipe(descriptor)) {
    closePipe(descriptor);
    return 0;
  }
  files.delete(descriptor);
  nodeFs().closeSync(descriptor);
  return 0;
}

function read(file: OpenFile | undefined, descriptor: number, { buffer, offset, length }: Span): number {
  if (isPipe(descriptor)) return readPipe(descriptor, buffer, offset, length);
  if (wasClosedAtStart(descriptor)) return -EBADF;
  for (;;) {
    try {
      if (file === undefined && !waitUntilReadable(descriptor)) return -EINTR;
      const moved = readDirectly(file, descriptor, addressOf(buffer, offset), length);
      if (moved >= 0) return moved;
      const position = resolvePosition(file, descriptor);
      const count = nodeFs().readSync(descriptor, buffer, offset, length, position);
      if (file !== undefined) file.position = (position ?? 0) + count;
      return count;
    } catch (error) {
      if (codeOf(error) === "EOF") return 0;
      if (codeOf(error) !== "EAGAIN") return errorNumber(error);
      Bun.sleepSync(1);
    }
  }
}

function write(file: OpenFile | undefined, descriptor: number, { buffer, offset, length }: Span): number {
  if (isPipe(descriptor)) return writePipe(descriptor, buffer, offset, length);
  if (wasClosedAtStart(descriptor)) return -EBADF;
  for (;;) {
    try {
      if (file === undefined && !waitUntilWritable(descriptor)) return -EINTR;
      const moved = writeDirectly(file, descriptor, addressOf(buffer, offset), length);
      if (moved >= 0) return moved;
      const position = file?.appends === true ? null : resolvePosition(file, descriptor);
      const count = nodeFs().writeSync(descriptor, buffer, offset, length, position);
      if (file !== undefined) file.position = position === null ? "end" : position + count;
      return count;
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") return errorNumber(error);
      Bun.sleepSync(1);
    }
  }
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code;
}

/** Null for descriptors whose position the system keeps. */
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
  if (isPipe(descriptor)) return true;
  const stat = nodeFs().fstatSync(descriptor);
  return stat.isFIFO() || stat.isSocket();
}

function originOf(base: SeekBase, position: number, descriptor: number): number {
  if (base === SEEK_SET) return 0;
  return base === SEEK_CURRENT ? position : nodeFs().fstatSync(descriptor).size;
}
