import {
  OPEN_APPEND,
  OPEN_CREATE,
  OPEN_EXCLUSIVE,
  OPEN_READ,
  OPEN_TRUNCATE,
  OPEN_WRITE,
  SEEK_CURRENT,
} from "../../host/descriptors.ts";
import type { SeekBase } from "../../host/descriptors.ts";
import type { Pointer } from "../lua-exports.ts";
import type { Imports, Machine } from "../machine.ts";
import { createReadFile } from "./read-file.ts";
import { createWriteFile } from "./write-file.ts";

const EBADF = 9;
const ENOTTY = 25;
const TIOCGWINSZ = 0x5413;
const F_GETFL = 3;

/** musl's bits of open(2). */
const ACCESS = 3;
const WRITE_ONLY = 1;
const READ_WRITE = 2;
const BITS: readonly (readonly [musl: number, own: number])[] = [
  [0x40, OPEN_CREATE],
  [0x80, OPEN_EXCLUSIVE],
  [0x200, OPEN_TRUNCATE],
  [0x400, OPEN_APPEND],
];

/**
 * Calls on open files. In this C library, reading a stream that is open only for writing fails without setting errno,
 * and so does writing one that is open only for reading. So successful calls leave EBADF in errno, which other C
 * libraries report. WASI calls return errno, the others minus errno; the numbers are the platform's.
 */
export function fileImports(machine: Machine): Imports {
  const { descriptors } = machine;
  return {
    __syscall_openat: (_folder: number, path: Pointer, flags: number, more: Pointer) =>
      open(machine, path, flags, flags & 0x40 ? machine.memory.int32(more) : 0),
    fd_close: (number: number) => close(machine, number),
    fd_read: createReadFile(machine),
    fd_write: createWriteFile(machine),
    fd_seek: (number: number, distance: bigint, base: number, result: Pointer) =>
      seek(machine, number, Number(distance), { base: base as SeekBase, result }),
    __syscall_dup3: (from: number, to: number) => (descriptors.duplicate(from, to) ? to : -EBADF),
    /** Called before O_APPEND is set. The file was already opened with it. */
    __syscall_fcntl64: (_number: number, request: number) => (request === F_GETFL ? 0x400 : 0),
    __syscall_ioctl: (number: number, request: number) =>
      request === TIOCGWINSZ && descriptors.isTerminal(number) ? 0 : -ENOTTY,
  };
}

function open(machine: Machine, path: Pointer, flags: number, permissions: number): number {
  const { descriptors, memory, system } = machine;
  const host = descriptors.takeArmed() ?? system.descriptors.open(memory.cString(path), openBits(flags), permissions);
  if (host < 0) return host;
  machine.setErrorNumber(EBADF);
  return descriptors.add(host);
}

function openBits(flags: number): number {
  const access = flags & ACCESS;
  let bits = access === WRITE_ONLY ? 0 : OPEN_READ;
  if (access === WRITE_ONLY || access === READ_WRITE) bits |= OPEN_WRITE;
  for (const [musl, own] of BITS) if (flags & musl) bits |= own;
  return bits;
}

/** This C library's fclose reports that a close failed, but leaves errno as it was. */
function close(machine: Machine, number: number): number {
  const result = machine.descriptors.close(number) ?? -EBADF;
  if (result < 0) machine.setErrorNumber(-result);
  return -result;
}

interface SeekRequest {
  readonly base: SeekBase;
  /** The address for the new position, 64 bits. */
  readonly result: Pointer;
}

function seek(machine: Machine, number: number, distance: number, request: SeekRequest): number {
  const host = machine.descriptors.host(number);
  if (host === undefined) return EBADF;
  const text = machine.descriptors.text(number);
  // C's stream moves back by the bytes that the script has not read.
  const own = text !== undefined && request.base === SEEK_CURRENT ? -text.behind(-distance) : distance;
  const position = machine.system.descriptors.seek(host, own, request.base);
  if (position < 0) return -position;
  text?.forget();
  machine.memory.setInt64(request.result, BigInt(position));
  machine.setErrorNumber(EBADF);
  return 0;
}
