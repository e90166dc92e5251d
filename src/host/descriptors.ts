/** How a file is opened, as a set of bits. */
export const OPEN_READ = 1;
export const OPEN_WRITE = 2;
export const OPEN_APPEND = 4;
export const OPEN_CREATE = 8;
export const OPEN_TRUNCATE = 16;
/** With OPEN_CREATE: fails where something is at the path. */
export const OPEN_EXCLUSIVE = 32;

export const SEEK_SET = 0;
export const SEEK_CURRENT = 1;
export const SEEK_END = 2;
export type SeekBase = typeof SEEK_SET | typeof SEEK_CURRENT | typeof SEEK_END;

/**
 * Open files by number, each call blocking until it is done. 0, 1 and 2 are the standard streams. Every result that is
 * negative is an error of the system: minus errno, in the platform's own numbers. Paths are the bytes that a script
 * gave (on Windows UTF-8), passed on as they are.
 */
export interface Descriptors {
  /** Returns a descriptor that children do not inherit. `permissions` are those of a file that is made, before umask. */
  open(path: Uint8Array, bits: number, permissions: number): number;
  close(descriptor: number): number;
  /** Reads at most `length` bytes to `offset` of the buffer; 0 at the end of the file. */
  read(descriptor: number, buffer: Uint8Array, offset: number, length: number): number;
  /** Returns how many bytes were written, at least one of them. A closed reader is EPIPE and never a signal. */
  write(descriptor: number, buffer: Uint8Array, offset: number, length: number): number;
  /** Returns the new position in bytes. */
  seek(descriptor: number, distance: number, base: SeekBase): number;
  isTerminal(descriptor: number): boolean;
}

/** Entries of folders by path, with the results and the paths of Descriptors. */
export interface PathOperations {
  /** Removes a file, or a folder that is empty. */
  remove(path: Uint8Array): number;
  rename(from: Uint8Array, to: Uint8Array): number;
  /** Makes a file of its own in the folder for temporary files (name starting with the prefix), closes it, returns its path. */
  makeTemporaryFile(prefix: string): Uint8Array | number;
}
