import { read, type FFIFunction } from "bun:ffi";
import { isInterrupted, isWatching } from "../interrupts/interrupts.ts";
import { openCLibrary } from "../library/open-c-library.ts";
import { nodeFs } from "../node-fs.ts";

const OPEN = { open: { args: ["ptr", "i32"], returns: "i32" } } as const satisfies Record<string, FFIFunction>;
const ERROR_NUMBER = { args: [], returns: "ptr" } as const;
const DARWIN = process.platform === "darwin";
const O_CLOEXEC = DARWIN ? 0x1000000 : 0o2000000;
const EINTR = 4;

/** Whether an open of the path may wait for the other end of a FIFO, so that a signal must be able to end it. */
export function waitsForPeer(path: Uint8Array): boolean {
  if (!isWatching()) return false;
  const found = nodeFs().statSync(Buffer.from(path), { throwIfNoEntry: false });
  return found?.isFIFO() === true;
}

/**
 * Opens a FIFO with the C library's own call, which a signal can interrupt; node:fs would begin again. Returns the
 * descriptor, or -EINTR if the machine must stop. Throws the error of node:fs if the FIFO cannot be opened.
 */
export function openFifo(path: Uint8Array, flags: number): number {
  const libc = openErrors();
  if (libc === undefined) return nodeFs().openSync(Buffer.from(path), flags);
  const name = Buffer.concat([path, Buffer.alloc(1)]);
  for (;;) {
    if (isInterrupted()) return -EINTR;
    const descriptor = libc.open(name, flags | O_CLOEXEC);
    if (descriptor >= 0) return descriptor;
    if (libc.errorNumber() !== EINTR) return nodeFs().openSync(Buffer.from(path), flags);
  }
}

interface Opener {
  readonly open: (path: Uint8Array, flags: number) => number;
  /** Why the last call failed, unless another one came in between. */
  readonly errorNumber: () => number;
}

function openErrors(): Opener | undefined {
  const libc = DARWIN
    ? openCLibrary({ ...OPEN, __error: ERROR_NUMBER })?.symbols
    : openCLibrary({ ...OPEN, __errno_location: ERROR_NUMBER })?.symbols;
  if (libc === undefined) return undefined;
  const locate = "__error" in libc ? libc.__error : libc.__errno_location;
  return {
    open: libc.open,
    errorNumber: () => {
      const location = locate();
      return location === null ? 0 : read.i32(location);
    },
  };
}
