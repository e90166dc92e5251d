import { toArrayBuffer, ptr, type Pointer } from "bun:ffi";
import { openCLibrary } from "./open-c-library.ts";
import type { PosixLibrary } from "./posix-library.ts";

const PAGE = 16384;
const READ_WRITE = 3;
const READ_EXECUTE = 5;
const PRIVATE_ANONYMOUS = process.platform === "darwin" ? 0x1002 : 0x22;

interface Code {
  readonly bytes: readonly number[];
  /** Where the address of the slot stands in the code. */
  readonly slot: number;
}

/**
 * void handler(int signal) { **slot = signal; }
 * JavaScript cannot run while a machine is busy, and a signal handler may do hardly anything; this may.
 */
const CODES: Readonly<Record<string, Code>> = {
  // mov rax, slot; mov rax, [rax]; mov [rax], edi; ret
  x64: { bytes: [0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0x48, 0x8b, 0x00, 0x89, 0x38, 0xc3], slot: 2 },
  // ldr x1, slot; ldr x1, [x1]; str w0, [x1]; ret; slot
  arm64: {
    bytes: [
      ...[0x81, 0x00, 0x00, 0x58, 0x21, 0x00, 0x40, 0xf9, 0x20, 0x00, 0x00, 0xb9, 0xc0, 0x03, 0x5f, 0xd6],
      ...[0, 0, 0, 0, 0, 0, 0, 0],
    ],
    slot: 16,
  },
};

export interface SignalHandler {
  readonly function: Pointer;
  /** Gives the handler another word to write to. A signal may come meanwhile: it finds the one word or the other. */
  aim(word: bigint): void;
}

/** A signal handler that writes the signal's number to a word of memory; undefined where none can be made. */
export function makeSignalHandler(libc: PosixLibrary): SignalHandler | undefined {
  const code = CODES[process.arch];
  if (code === undefined) return undefined;
  // A buffer of its own is never moved; a small typed array without one may be.
  const slot = new BigUint64Array(new ArrayBuffer(8));
  const page = makeExecutable(libc, code, BigInt(ptr(slot)));
  if (page === undefined) return undefined;
  return {
    function: page,
    aim(word) {
      slot[0] = word;
    },
  };
}

/**
 * Memory is never writable and executable at once, so that Apple Silicon grants it to a program whose signature does not ask
 * for the hardened runtime (luff's does not); where a system refuses it, signals do what they do by themselves.
 */
function makeExecutable(libc: PosixLibrary, code: Code, slot: bigint): Pointer | undefined {
  const page = libc.mmap(null, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0n) as Pointer | null;
  if (page === null || BigInt(page) >= 1n << 63n) return undefined;
  const memory = toArrayBuffer(page, 0, PAGE);
  new Uint8Array(memory).set(code.bytes);
  new DataView(memory).setBigUint64(code.slot, slot, true);
  if (libc.mprotect(page, PAGE, READ_EXECUTE) !== 0) return undefined;
  clearInstructionCache(page);
  return page;
}

/** Linux does this by itself when it makes fresh memory executable, and x64 has no need of it. */
function clearInstructionCache(page: Pointer): void {
  if (process.platform !== "darwin") return;
  const library = openCLibrary({ sys_icache_invalidate: { args: ["ptr", "u64"], returns: "void" } });
  library?.symbols.sys_icache_invalidate(page, PAGE);
}
