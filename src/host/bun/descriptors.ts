import * as fs from "node:fs";
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
import { isTerminal } from "./is-terminal.ts";
import { wasClosedAtStart } from "./closed-at-start.ts";
import { waitUntilReadable, waitUntilWritable } from "./wait-until-ready.ts";
import { seekShared } from "./seek-shared.ts";

const EINTR = 4;
const EBADF = 9;
const EINVAL = 22;
const ESPIPE = 29;

/** Where a regular file that was opened here is read and written next; "end" after an append. */
type Position = number | "end";

/**
 * node:fs has no lseek, so files opened here carry a position of their own. Descriptors that came from elsewhere share
 * theirs with other processes and are read and written without one.
 */
export function createDescriptors(): Descriptors {
  const positions = new Map<number, Position>();
  return {
    open: (path, bits, permissions) => attempt(() => open(positions, path, bits, permissions)),
    close: (descriptor) => attempt(() => close(positions, descriptor)),
    read: (descriptor, buffer, offset, length) => read(positions, descriptor, { buffer, offset, length }),
    write: (descriptor, buffer, offset, length) => write(positions, descriptor, { buffer, offset, length }),
    seek: (descriptor, distance, base) => attempt(() => seek(positions, descriptor, distance, base)),
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

function open(positions: Map<number, Position>, path: Uint8Array, bits: number, permissions: number): number {
  const descriptor = fs.openSync(systemPath(path), openFlags(bits), permissions);
  if (fs.fstatSync(descriptor).isFile()) positions.set(descriptor, 0);
  return descriptor;
}

/** On POSIX a path is bytes; on Windows it is a text. */
export function systemPath(path: Uint8Array): string | Buffer {
  const bytes = Buffer.from(path.buffer, path.byteOffset, path.length);
  return process.platform === "win32" ? bytes.toString("utf8") : bytes;
}

function openFlags(bits: number): number {
  const { O_RDONLY, O_WRONLY, O_RDWR, O_APPEND, O_CREAT, O_TRUNC, O_EXCL } = fs.constants;
  const writing = bits & OPEN_READ ? O_RDWR : O_WRONLY;
  return (
    (bits & OPEN_WRITE ? writing : O_RDONLY) |
    (bits & OPEN_APPEND ? O_APPEND : 0) |
    (bits & OPEN_CREATE ? O_CREAT : 0) |
    (bits & OPEN_TRUNCATE ? O_TRUNC : 0) |
    (bits & OPEN_EXCLUSIVE ? O_EXCL : 0)
  );
}

function close(positions: Map<number, Position>, descriptor: number): number {
  positions.delete(descriptor);
  fs.closeSync(descriptor);
  return 0;
}

function read(positions: Map<number, Position>, descriptor: number, span: Span): number {
  if (wasClosedAtStart(descriptor)) return -EBADF;
  for (;;) {
    try {
      const position = resolvePosition(positions, descriptor);
      if (position === null && !waitUntilReadable(descriptor)) return -EINTR;
      const count = fs.readSync(descriptor, span.buffer, span.offset, span.length, position);
      if (position !== null) positions.set(descriptor, position + count);
      return count;
    } catch (error) {
      if (codeOf(error) === "EOF") return 0;
      if (codeOf(error) !== "EAGAIN") return errorNumber(error);
      Bun.sleepSync(1);
    }
  }
}

function write(positions: Map<number, Position>, descriptor: number, span: Span): number {
  if (wasClosedAtStart(descriptor)) return -EBADF;
  for (;;) {
    try {
      const position = positions.get(descriptor);
      const at = typeof position === "number" ? position : null;
      if (position === undefined && !waitUntilWritable(descriptor)) return -EINTR;
      const count = fs.writeSync(descriptor, span.buffer, span.offset, span.length, at);
      if (at !== null) positions.set(descriptor, at + count);
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

function resolvePosition(positions: Map<number, Position>, descriptor: number): number | null {
  const position = positions.get(descriptor);
  if (position === undefined) return null;
  return position === "end" ? fs.fstatSync(descriptor).size : position;
}

function seek(positions: Map<number, Position>, descriptor: number, distance: number, base: SeekBase): number {
  const position = resolvePosition(positions, descriptor);
  if (position === null) return isStream(descriptor) ? -ESPIPE : seekShared(descriptor, distance, base);
  const origin = originOf(base, position, descriptor);
  const target = origin + distance;
  if (target < 0) return -EINVAL;
  positions.set(descriptor, target);
  return target;
}

function isStream(descriptor: number): boolean {
  const stat = fs.fstatSync(descriptor);
  return stat.isFIFO() || stat.isSocket();
}

function originOf(base: SeekBase, position: number, descriptor: number): number {
  if (base === SEEK_SET) return 0;
  return base === SEEK_CURRENT ? position : fs.fstatSync(descriptor).size;
}
