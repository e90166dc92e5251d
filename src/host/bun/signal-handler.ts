import { toArrayBuffer, type Pointer } from "bun:ffi";
import type { PosixLibrary } from "./posix-library.ts";

const PAGE = 4096;
const READ_WRITE = 3;
const READ_EXECUTE = 5;
const PRIVATE_ANONYMOUS = 0x22;
/** Where in the page the text is, behind the code. */
const TEXT = 1024;

interface Code {
  readonly bytes: string;
  /** Where the address of the word, the address of the text and the text's length stand in the code. */
  readonly word: number;
  readonly text: number;
  readonly length: number;
}

/**
 * void handler(int signal) {
 *   if (*word != signal) { *word = signal; return; }
 *   write(2, text, length); exit_group(124);
 * }
 * JavaScript cannot run while a machine is busy, and a signal handler may do hardly anything; this may.
 */
const CODES: Readonly<Record<string, Code>> = {
  x64: {
    // mov rax, word; cmp [rax], edi; je over; mov [rax], edi; ret
    // over: mov eax, 1; mov edi, 2; mov rsi, text; mov edx, length; syscall; mov edi, 124; mov eax, 231; syscall
    bytes:
      "48b80000000000000000 3938 7403 8938 c3" +
      "b801000000 bf02000000 48be0000000000000000 ba00000000 0f05 bf7c000000 b8e7000000 0f05",
    word: 2,
    text: 29,
    length: 38,
  },
  arm64: {
    // ldr x1, word; ldr w2, [x1]; cmp w2, w0; b.eq over; str w0, [x1]; ret
    // over: mov x8, 64; mov x0, 2; ldr x1, text; ldr x2, length; svc 0; mov x8, 94; mov x0, 124; svc 0
    bytes:
      "c1010058 220040b9 5f00006b 60000054 200000b9 c0035fd6" +
      "080880d2 400080d2 01010058 22010058 010000d4 c80b80d2 800f80d2 010000d4" +
      "0000000000000000 0000000000000000 0000000000000000",
    word: 56,
    text: 64,
    length: 72,
  },
};

export interface SignalHandler {
  readonly function: Pointer;
  /** Gives the handler another word to write to. */
  aim(word: bigint): void;
}

/**
 * A signal handler that writes the signal's number to a word of memory; where the number is still there at the next such
 * signal, the process writes the text to stderr and ends with 124. Undefined where no such handler can be made.
 */
export function makeSignalHandler(libc: PosixLibrary, text: string): SignalHandler | undefined {
  const code = process.platform === "linux" ? CODES[process.arch] : undefined;
  if (code === undefined) return undefined;
  const page = libc.mmap(null, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0n) as Pointer | null;
  if (page === null || BigInt(page) >= 1n << 63n) return undefined;
  const memory = Buffer.from(toArrayBuffer(page, 0, PAGE));
  memory.write(code.bytes.replaceAll(" ", ""), 0, "hex");
  memory.writeBigUInt64LE(BigInt(page) + BigInt(TEXT), code.text);
  memory.writeUInt32LE(memory.write(text, TEXT, "latin1"), code.length);
  return {
    function: page,
    aim(word) {
      libc.mprotect(page, PAGE, READ_WRITE);
      memory.writeBigUInt64LE(word, code.word);
      libc.mprotect(page, PAGE, READ_EXECUTE);
    },
  };
}
