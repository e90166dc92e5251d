import type { Pointer } from "bun:ffi";
import type { InterruptWord } from "../../interrupts.ts";
import { nativeCalls, openLibrary } from "../library/native-calls.ts";

const PAGE = 4096;
const COMMIT_RESERVE = 0x3000;
const READ_WRITE = 0x04;
const EXECUTE_READ = 0x20;

/**
 * BOOL handler(DWORD event): the first Ctrl-C or Ctrl-Break writes 2 (SIGINT) to **slot and returns that it was
 * handled. For the next one, and when the console closes, it returns that it was not, and Windows ends the process.
 * slot[1] records the first.
 */
const CODE = [
  ...[0x83, 0xf9, 0x01], // cmp ecx, 1
  ...[0x77, 0x25], // ja no
  ...[0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0], // mov rax, slot
  ...[0xba, 0x01, 0x00, 0x00, 0x00], // mov edx, 1
  ...[0x87, 0x50, 0x08], // xchg [rax + 8], edx
  ...[0x85, 0xd2], // test edx, edx
  ...[0x75, 0x0f], // jne no
  ...[0x48, 0x8b, 0x00], // mov rax, [rax]
  ...[0xc7, 0x00, 0x02, 0x00, 0x00, 0x00], // mov dword [rax], 2
  ...[0xb8, 0x01, 0x00, 0x00, 0x00], // mov eax, 1
  0xc3, // ret
  ...[0x31, 0xc0, 0xc3], // no: xor eax, eax; ret
];
const SLOT = 7;

export interface ConsoleWatch {
  aim(): void;
  end(): void;
}

/** Makes Ctrl-C in a Windows console (x64) write to the word; undefined on other systems. */
export function watchConsole(word: InterruptWord): ConsoleWatch | undefined {
  if (process.platform !== "win32" || process.arch !== "x64") return undefined;
  const { symbols } = openLibrary("kernel32.dll", {
    VirtualAlloc: { args: ["ptr", "u64", "u32", "u32"], returns: "ptr" },
    VirtualProtect: { args: ["ptr", "u64", "u32", "ptr"], returns: "i32" },
    SetConsoleCtrlHandler: { args: ["ptr", "i32"], returns: "i32" },
  });
  const page = symbols.VirtualAlloc(null, PAGE, COMMIT_RESERVE, READ_WRITE) as Pointer | null;
  if (page === null) return undefined;
  // A buffer of its own never moves; the memory of a small typed array may.
  const slot = new BigUint64Array(new ArrayBuffer(16));
  writeCode(page, BigInt(nativeCalls.ptr(slot)));
  if (symbols.VirtualProtect(page, PAGE, EXECUTE_READ, new Uint32Array(1)) === 0) return undefined;
  const aim = (): void => {
    slot[0] = BigInt(nativeCalls.ptr(new Uint8Array(word.memory()))) + BigInt(word.address);
  };
  aim();
  symbols.SetConsoleCtrlHandler(page, 1);
  return { aim, end: () => void symbols.SetConsoleCtrlHandler(page, 0) };
}

function writeCode(page: Pointer, slot: bigint): void {
  const memory = nativeCalls.toArrayBuffer(page, 0, PAGE);
  new Uint8Array(memory).set(CODE);
  new DataView(memory).setBigUint64(SLOT, slot, true);
}
