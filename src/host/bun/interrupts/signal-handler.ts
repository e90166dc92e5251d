import { ptr, toArrayBuffer, type Pointer } from "bun:ffi";
import { openCLibrary } from "../library/open-c-library.ts";
import type { PosixLibrary } from "../library/posix-library.ts";

const PAGE = 16384;
const READ_WRITE = 3;
const READ_EXECUTE = 5;
const PRIVATE_ANONYMOUS = process.platform === "darwin" ? 0x1002 : 0x22;
/** The offset of the text in the page, after the code. */
const TEXT = 1024;

interface Code {
  readonly bytes: string;
  /** The offsets in the code of the slot's address, the text's address and the text's length. */
  readonly slot: number;
  readonly text: number;
  readonly length: number;
}

/**
 * void handler(int signal) {
 *   if (**slot != signal) { **slot = signal; return; }
 *   write(2, text, length); exit(124), with all threads;
 * }
 * JavaScript cannot run while a machine is busy, and a signal handler may do hardly anything; this may.
 */
const CODES: Readonly<Record<string, Code>> = {
  "linux-x64": x64Code("01000000", "e7000000"),
  "linux-arm64": arm64Code("080880d2", "c80b80d2", "010000d4"),
  "darwin-x64": x64Code("04000002", "01000002"),
  "darwin-arm64": arm64Code("900080d2", "300080d2", "011000d4"),
};

/** `write` and `exit` are numbers of system calls. */
function x64Code(write: string, exit: string): Code {
  return {
    // mov rax, slot; mov rax, [rax]; cmp [rax], edi; je over; mov [rax], edi; ret
    // over: mov eax, write; mov edi, 2; mov rsi, text; mov edx, length; syscall; mov edi, 124; mov eax, exit; syscall
    bytes:
      "48b80000000000000000 488b00 3938 7403 8938 c3" +
      `b8${write} bf02000000 48be0000000000000000 ba00000000 0f05 bf7c000000 b8${exit} 0f05`,
    slot: 2,
    text: 32,
    length: 41,
  };
}

/** `write` and `exit` load the number of a system call into the register for it; `call` makes the call. */
function arm64Code(write: string, exit: string, call: string): Code {
  return {
    // ldr x1, slot; ldr x1, [x1]; ldr w2, [x1]; cmp w2, w0; b.eq over; str w0, [x1]; ret
    // over: write; mov x0, 2; ldr x1, text; ldr x2, length; call; exit; mov x0, 124; call; nop
    bytes:
      "01020058 210040f9 220040b9 5f00006b 60000054 200000b9 c0035fd6" +
      `${write} 400080d2 21010058 42010058 ${call} ${exit} 800f80d2 ${call} 1f2003d5` +
      "0000000000000000 0000000000000000 0000000000000000",
    slot: 64,
    text: 72,
    length: 80,
  };
}

export interface SignalHandler {
  readonly function: Pointer;
  /** Gives the handler another word to write to. A signal that comes meanwhile uses the old word or the new one. */
  aim(word: bigint): void;
}

/**
 * Makes a signal handler that writes the signal's number to a word of memory. If the number is still there when the
 * same signal comes again, the process writes the text to stderr and ends with 124. Undefined if no such handler can be
 * made.
 */
export function makeSignalHandler(libc: PosixLibrary, text: string): SignalHandler | undefined {
  const code = CODES[`${process.platform}-${process.arch}`];
  if (code === undefined) return undefined;
  // A buffer of its own never moves; the memory of a small typed array may.
  const slot = new BigUint64Array(new ArrayBuffer(8));
  const page = makeExecutable(libc, code, { slot: BigInt(ptr(slot)), text });
  if (page === undefined) return undefined;
  return {
    function: page,
    aim(word) {
      slot[0] = word;
    },
  };
}

/**
 * The page is never writable and executable at the same time. Apple Silicon allows this for a program whose signature
 * does not ask for the hardened runtime (luff's does not). If a system refuses it, signals have their default actions.
 */
function makeExecutable(
  libc: PosixLibrary,
  code: Code,
  { slot, text }: { readonly slot: bigint; readonly text: string },
): Pointer | undefined {
  const page = libc.mmap(null, PAGE, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0n) as Pointer | null;
  if (page === null || BigInt(page) >= 1n << 63n) return undefined;
  const memory = toArrayBuffer(page, 0, PAGE);
  const { written } = new TextEncoder().encodeInto(text, new Uint8Array(memory, TEXT));
  const view = new DataView(memory);
  for (const [index, byte] of bytesOf(code.bytes).entries()) view.setUint8(index, byte);
  view.setBigUint64(code.slot, slot, true);
  view.setBigUint64(code.text, BigInt(page) + BigInt(TEXT), true);
  view.setUint32(code.length, written, true);
  if (libc.mprotect(page, PAGE, READ_EXECUTE) !== 0) return undefined;
  clearInstructionCache(page);
  return page;
}

/** The bytes of a text of hexadecimal digits, in which spaces stand for nothing. */
function bytesOf(text: string): number[] {
  const digits = text.replaceAll(" ", "");
  return Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

/** Linux does this when it makes new memory executable, and x64 does not need it. */
function clearInstructionCache(page: Pointer): void {
  if (process.platform !== "darwin") return;
  const library = openCLibrary({ sys_icache_invalidate: { args: ["ptr", "u64"], returns: "void" } });
  library?.symbols.sys_icache_invalidate(page, PAGE);
}
