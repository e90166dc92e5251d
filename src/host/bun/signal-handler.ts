import { toArrayBuffer, type Pointer } from "bun:ffi";
import type { PosixLibrary } from "./posix-library.ts";

const PAGE = 4096;
const READ_WRITE = 3;
const READ_EXECUTE = 5;
const PRIVATE_ANONYMOUS = 0x22;

interface Code {
  readonly bytes: readonly number[];
  /** Where the address of the word stands in the code. */
  readonly address: number;
}

/**
 * void handler(int signal) { *word = signal; }
 * JavaScript cannot run while a machine is busy, and a signal handler may do hardly anything; this may.
 */
const CODES: Readonly<Record<string, Code>> = {
  // mov rax, word; mov [rax], edi; ret
  x64: { bytes: [0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0x89, 0x38, 0xc3], address: 2 },
  // ldr x1, word; str w0, [x1]; ret; word
  arm64: {
    bytes: [0x61, 0x00, 0x00, 0x58, 0x20, 0x00, 0x00, 0xb9, 0xc0, 0x03, 0x5f, 0xd6, 0, 0, 0, 0, 0, 0, 0, 0],
    address: 12,
  },
};

export interface SignalHandler {
  readonly function: Pointer;
  /** Gives the handler another word to write to. */
  aim(word: bigint): void;
}

/** A signal handler that writes the signal's number to a word of memory; undefined where none can be made. */
export function makeSignalHandler(libc: PosixLibrary): SignalHandler | undefined {
  const code = process.platform === "linux" ? CODES[process.arch] : undefined;
  if (code === undefined) return undefined;
  const page = libc.mmap(null, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0n) as Pointer | null;
  if (page === null || BigInt(page) >= 1n << 63n) return undefined;
  const memory = toArrayBuffer(page, 0, PAGE);
  new Uint8Array(memory).set(code.bytes);
  return {
    function: page,
    aim(word) {
      libc.mprotect(page, PAGE, READ_WRITE);
      new DataView(memory).setBigUint64(code.address, word, true);
      libc.mprotect(page, PAGE, READ_EXECUTE);
    },
  };
}
