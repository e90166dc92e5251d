import type { Pointer } from "bun:ffi";
import { nativeCalls } from "../library/native-calls.ts";
import { openCLibrary } from "../library/open-c-library.ts";
import type { PosixLibrary } from "../library/posix-library.ts";

const PAGE = 16384;
const READ_WRITE = 3;
const READ_EXECUTE = 5;
const PRIVATE_ANONYMOUS = process.platform === "darwin" ? 0x1002 : 0x22;
/** The offsets of the timer and of the text in the page, after the code. */
const TIMER = 512;
const TEXT = 1024;
/** How often SIGALRM comes after a signal. It is the unit of the counts below. */
const REPEAT_MICROSECONDS = 100_000n;
/** The address of the word, the count of SIGALRMs, and the four numbers of the timer that was replaced. */
const SLOT_SIZE = 6 * 8;
/** A time that never comes: three years. */
const NEVER = 1 << 30;

interface Code {
  readonly bytes: string;
  /** The offsets in the code of the slot's address, the timer's address, the text's address and the text's length. */
  readonly slot: number;
  readonly timer: number;
  readonly text: number;
  readonly length: number;
}

/**
 * void handler(int signal) {
 *   if (signal != SIGALRM) {
 *     *slot->word = signal;
 *     setitimer(ITIMER_REAL, timer, &slot->old);
 *     slot->alarms += slot->old.it_value.tv_sec * 10 + 9;
 *   } else if (--slot->alarms <= 0) {
 *     if (*slot->word == signal) { write(2, text, length); exit(124), with all threads; }
 *     *slot->word = signal;
 *     slot->alarms = 10;
 *   }
 * }
 * A signal may come after a machine's last look at its word and before it blocks in a call: the timer's SIGALRMs end
 * that call. JavaScript cannot run while a machine is busy, and a signal handler may do hardly anything; this may.
 */
const CODES: Readonly<Record<string, Code>> = {
  "linux-x64": x64Code({ write: "01000000", exit: "e7000000", setTimer: "26000000" }),
  "linux-arm64": arm64Code({ write: "080880d2", exit: "c80b80d2", setTimer: "e80c80d2", call: "010000d4" }),
  "darwin-x64": x64Code({ write: "04000002", exit: "01000002", setTimer: "53000002" }),
  "darwin-arm64": arm64Code({ write: "900080d2", exit: "300080d2", setTimer: "700a80d2", call: "011000d4" }),
};

/** The numbers of system calls; on ARM the instructions that load them into the register for it. */
interface Calls {
  readonly write: string;
  readonly exit: string;
  readonly setTimer: string;
}

function x64Code({ write, exit, setTimer }: Calls): Code {
  return {
    // mov r8, slot; mov rcx, [r8]; cmp edi, 14; je alarm
    // mov [rcx], edi; lea rdx, [r8+16]; mov eax, setitimer; xor edi, edi; mov rsi, timer; syscall
    // imul ecx, [r8+32], 10; add ecx, 9; add [r8+8], ecx; ret
    // alarm: dec dword [r8+8]; jg done; cmp [rcx], edi; je over; mov [rcx], edi; mov dword [r8+8], 10; done: ret
    // over: mov eax, write; mov edi, 2; mov rsi, text; mov edx, length; syscall; mov edi, 124; mov eax, exit; syscall
    bytes:
      "49b80000000000000000 498b08 83ff0e 7426" +
      `8939 498d5010 b8${setTimer} 31ff 48be0000000000000000 0f05` +
      "416b48200a 83c109 41014808 c3" +
      "41ff4808 7f0e 3939 740b 8939 41c740080a000000 c3" +
      `b8${write} bf02000000 48be0000000000000000 ba00000000 0f05 bf7c000000 b8${exit} 0f05`,
    slot: 2,
    timer: 33,
    text: 89,
    length: 98,
  };
}

/** `call` makes the call. */
function arm64Code({ write, exit, setTimer, call }: Calls & { readonly call: string }): Code {
  return {
    // ldr x9, slot; ldr x10, [x9]; cmp w0, 14; b.eq alarm
    // str w0, [x10]; setitimer; mov x0, 0; ldr x1, timer; add x2, x9, 16; call
    // ldr w1, [x9, 32]; mov w2, 10; ldr w3, [x9, 8]; madd w1, w1, w2, w3; add w1, w1, 9; str w1, [x9, 8]; ret
    // alarm: ldr w1, [x9, 8]; subs w1, w1, 1; str w1, [x9, 8]; b.gt done
    // ldr w1, [x10]; cmp w1, w0; b.eq over; str w0, [x10]; mov w1, 10; str w1, [x9, 8]; done: ret
    // over: write; mov x0, 2; ldr x1, text; ldr x2, length; call; exit; mov x0, 124; call
    bytes:
      "89040058 2a0140f9 1f380071 c0010054" +
      `400100b9 ${setTimer} 000080d2 e1030058 22410091 ${call}` +
      "212140b9 42018052 230940b9 210c021b 21240011 210900b9 c0035fd6" +
      "210940b9 21040071 210900b9 ec000054" +
      "410140b9 3f00006b a0000054 400100b9 41018052 210900b9 c0035fd6" +
      `${write} 400080d2 41010058 62010058 ${call} ${exit} 800f80d2 ${call}` +
      "0000000000000000 0000000000000000 0000000000000000 0000000000000000",
    slot: 144,
    timer: 152,
    text: 160,
    length: 168,
  };
}

export interface SignalHandler {
  readonly function: Pointer;
  /** Gives the handler another word to write to. A signal that comes meanwhile uses the old word or the new one. */
  aim(word: bigint): void;
}

/** How many SIGALRMs there are until a machine's time is over, and what is written if it does not stop then. */
export interface Alarms {
  readonly count: number;
  readonly text: string;
}

/**
 * Makes a signal handler that writes the signal's number to a word of memory, and lets SIGALRM come every tenth of a
 * second from then on. The last of the given SIGALRMs also writes its number. If the number is still there ten SIGALRMs
 * later, the process writes the text to stderr and ends with 124. Undefined if no such handler can be made.
 */
export function makeSignalHandler(libc: PosixLibrary, alarms?: Alarms): SignalHandler | undefined {
  const code = CODES[`${process.platform}-${process.arch}`];
  if (code === undefined) return undefined;
  // A buffer of its own never moves; the memory of a small typed array may.
  const slot = new BigUint64Array(new ArrayBuffer(SLOT_SIZE));
  slot[1] = BigInt(alarms?.count ?? NEVER);
  const page = makeExecutable(libc, code, { slot: BigInt(nativeCalls.ptr(slot)), text: alarms?.text ?? "" });
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
  const memory = nativeCalls.toArrayBuffer(page, 0, PAGE);
  new BigInt64Array(memory, TIMER, 4).set([0n, REPEAT_MICROSECONDS, 0n, REPEAT_MICROSECONDS]);
  const { written } = new TextEncoder().encodeInto(text, new Uint8Array(memory, TEXT));
  const view = new DataView(memory);
  new Uint8Array(memory).set(bytesOf(code.bytes));
  view.setBigUint64(code.slot, slot, true);
  view.setBigUint64(code.timer, BigInt(page) + BigInt(TIMER), true);
  view.setBigUint64(code.text, BigInt(page) + BigInt(TEXT), true);
  view.setUint32(code.length, written, true);
  if (libc.mprotect(page, PAGE, READ_EXECUTE) !== 0) return undefined;
  clearInstructionCache(page);
  return page;
}

/** The bytes of a text of hexadecimal digits, in which spaces stand for nothing. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.fromHex(text.replaceAll(" ", ""));
}

/** Linux does this when it makes new memory executable, and x64 does not need it. */
function clearInstructionCache(page: Pointer): void {
  if (process.platform !== "darwin") return;
  const library = openCLibrary({ sys_icache_invalidate: { args: ["ptr", "u64"], returns: "void" } });
  library?.symbols.sys_icache_invalidate(page, PAGE);
}
