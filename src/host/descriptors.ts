/** How a file is opened, as a set of bits. */
export const OPEN_READ = 1;
export const OPEN_WRITE = 2;
export const OPEN_APPEND = 4;
export const OPEN_CREATE = 8;
export const OPEN_TRUNCATE = 16;
/** With OPEN_CREATE: fails if there is something at the path. */
export const OPEN_EXCLUSIVE = 32;

export const SEEK_SET = 0;
export const SEEK_CURRENT = 1;
export const SEEK_END = 2;
export type SeekBase = typeof SEEK_SET | typeof SEEK_CURRENT | typeof SEEK_END;

/**
 * Open files by number. Each call blocks until it is done. 0, 1 and 2 are the standard streams. Every negative result
 * is an error of the system: minus errno, in the platform's own numbers. Paths are the bytes from a script (UTF-8 on
 * Windows), passed on unchanged.
 */
export interface Descriptors {
  /** Returns a descriptor that children do not inherit. `permissions` are for a new file, before umask. */
  open(path: Uint8Array, bits: number, permissions: number): number;
  close(descriptor: number): number;
  /** Reads at most `length` bytes to `offset` of the buffer; returns 0 at the end of the file. */
  read(descriptor: number, buffer: Uint8Array, offset: number, length: number): number;
  /**
   * Returns the number of bytes written, at least one. If the reader has closed the pipe, it returns EPIPE; there is no
   * signal.
   */
  write(descriptor: number, buffer: Uint8Array, offset: number, length: number): number;
  /** Returns the new position in bytes. */
  seek(descriptor: number, distance: number, base: SeekBase): number;
  isTerminal(descriptor: number): boolean;
  /**
   * Makes the SpanWriter of the last Lua machine. A host has it where a line that a script prints would take long in JavaScript. Descriptors
   * that do something else in `write` leave it out.
   */
  readonly spanWriter?: (last: Uint8Array, errno: number) => SpanWriter;
}

/**
 * Writes spans of a machine's memory one after the other: `count` pairs of an address and a length, 32 bits each. Returns how many bytes it
 * has written; may be fewer than all. If there are some, it stores their number at the address `result`, EBADF at the address `errno` that
 * it was made with, and the last of them in `last`, if that has an item of the descriptor's number. Returns 0 if there is nothing to write, and
 * minus errno if nothing could be written; only if that is EINTR, need `write` not be tried.
 */
export type SpanWriter = (descriptor: number, spans: number, count: number, result: number) => number;

/** Operations on paths, with the results and the paths of Descriptors. */
export interface PathOperations {
  /** Removes a file or an empty folder. */
  remove(path: Uint8Array): number;
  rename(from: Uint8Array, to: Uint8Array): number;
  /** Creates a file in the temporary folder whose name starts with the prefix, closes it, and returns its path. */
  makeTemporaryFile(prefix: string): Uint8Array | number;
}
