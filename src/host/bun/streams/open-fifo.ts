import type { FFIFunction } from "bun:ffi";
import { isInterrupted, isWatching } from "../interrupts/interrupts.ts";
import { openCLibrary } from "../library/open-c-library.ts";
import { openErrorNumber } from "../library/open-error-number.ts";
import { nodeFs } from "../node-fs.ts";

const OPEN = { open: { args: ["ptr", "i32"], returns: "i32" } } as const satisfies Record<string, FFIFunction>;
const O_CLOEXEC = process.platform === "darwin" ? 0x1000000 : 0o2000000;
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
  const libc = openCLibrary(OPEN)?.symbols;
  const errorNumber = openErrorNumber();
  if (libc === undefined || errorNumber === undefined) return nodeFs().openSync(Buffer.from(path), flags);
  const name = Buffer.concat([path, Buffer.alloc(1)]);
  for (;;) {
    if (isInterrupted()) return -EINTR;
    const descriptor = libc.open(name, flags | O_CLOEXEC);
    if (descriptor >= 0) return descriptor;
    if (errorNumber() !== EINTR) return nodeFs().openSync(Buffer.from(path), flags);
  }
}
