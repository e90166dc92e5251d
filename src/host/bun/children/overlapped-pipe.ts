import type { FFIFunction, Library } from "bun:ffi";
import { NOT_YET } from "../../programs.ts";
import { nativeCalls, openLibrary } from "../library/native-calls.ts";
import { openWindowsLibrary, type Handle } from "../library/windows-library.ts";

/** NtReadFile and NtWriteFile return why they failed; of ReadFile Bun does not keep that. */
const MOVE = {
  args: ["u64", "u64", "ptr", "ptr", "ptr", "ptr", "u32", "ptr", "ptr"],
  returns: "u32",
} as const satisfies FFIFunction;
const SYMBOLS = { NtReadFile: MOVE, NtWriteFile: MOVE } as const;

const BLOCK = 65536;
const STATUS_PENDING = 0x103;
const FIRST_ERROR = 0x80000000;
const INFINITE = 0xffffffff;
const EPIPE = 32;
/** IO_STATUS_BLOCK of 64-bit Windows: size and offsets in bytes. */
const OUTCOME = { size: 16, status: 0, moved: 8 } as const;

let library: Library<typeof SYMBOLS>["symbols"] | undefined;

/**
 * This process's end of a pipe on Windows. A call that reads or writes its bytes is always under way where it can be,
 * because Windows reports nothing else about a pipe.
 */
export class OverlappedPipe {
  readonly writes: boolean;
  /** What a wait for the call waits for. */
  readonly event: Handle;
  readonly #handle: Handle;
  // Buffers of their own never move.
  readonly #outcome = new DataView(new ArrayBuffer(OUTCOME.size));
  readonly #bytes = new Uint8Array(new ArrayBuffer(BLOCK));
  #filled = 0;
  #at = 0;
  #isUnderWay = false;
  #hasEnded = false;

  /** The handle is one for overlapped calls. */
  constructor(handle: Handle, writes: boolean) {
    library ??= openLibrary("ntdll.dll", SYMBOLS).symbols;
    this.#handle = handle;
    this.writes = writes;
    this.event = openWindowsLibrary().CreateEventW(null, 1, 0, null);
    if (!writes) this.#move(BLOCK);
  }

  /** Whether a read or a write would do something. */
  isReady(): boolean {
    this.#settle();
    return this.writes ? !this.#isUnderWay : this.#hasEnded || this.#at < this.#filled;
  }

  /** As Programs.read. */
  read(buffer: Uint8Array, offset: number, length: number): number {
    if (!this.isReady()) return NOT_YET;
    if (this.#at === this.#filled) return 0;
    const count = Math.min(this.#filled - this.#at, length);
    buffer.set(this.#bytes.subarray(this.#at, this.#at + count), offset);
    this.#at += count;
    if (this.#at === this.#filled) this.#move(BLOCK);
    return count;
  }

  /** As Programs.write. */
  write(buffer: Uint8Array, offset: number, length: number): number {
    if (!this.isReady()) return NOT_YET;
    if (this.#hasEnded) return -EPIPE;
    const count = Math.min(length, BLOCK);
    if (count === 0) return 0;
    this.#bytes.set(buffer.subarray(offset, offset + count));
    this.#move(count);
    return this.#hasEnded ? -EPIPE : count;
  }

  /** Closes it. What was written and has not arrived is lost. */
  close(): void {
    const { CancelIo, WaitForSingleObject, CloseHandle } = openWindowsLibrary();
    CancelIo(this.#handle);
    if (this.#isUnderWay) WaitForSingleObject(this.event, INFINITE);
    CloseHandle(this.#handle);
    CloseHandle(this.event);
  }

  /** Begins to read or to write the bytes. */
  #move(length: number): void {
    this.#filled = this.#at = 0;
    this.#outcome.setUint32(OUTCOME.status, STATUS_PENDING, true);
    const call = this.writes ? library?.NtWriteFile : library?.NtReadFile;
    const outcome = nativeCalls.ptr(this.#outcome);
    const status =
      call?.(this.#handle, this.event, null, null, outcome, this.#bytes, length, null, null) ?? FIRST_ERROR;
    this.#isUnderWay = status < FIRST_ERROR;
    this.#hasEnded = !this.#isUnderWay;
  }

  /** Takes the outcome of the call, if it is over. */
  #settle(): void {
    while (this.#isUnderWay) {
      const status = this.#outcome.getUint32(OUTCOME.status, true);
      if (status === STATUS_PENDING) return;
      this.#isUnderWay = false;
      this.#hasEnded = status >= FIRST_ERROR;
      this.#filled = this.#hasEnded ? 0 : this.#outcome.getUint32(OUTCOME.moved, true);
      // Somebody wrote nothing.
      if (!this.#hasEnded && !this.writes && this.#filled === 0) this.#move(BLOCK);
    }
  }
}
