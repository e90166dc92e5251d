import { errorNumber } from "../error-number.ts";
import { nodeFs } from "../node-fs.ts";

const ENOEXEC = 8;
const EACCES = 13;
const ENOTDIR = 20;
/** How every program of Windows begins. */
const PROGRAM_MARK = "MZ";

/**
 * Minus errno for a program that Windows has not started. Bun does not keep the system's own reason, so this looks at the folder in which
 * the program was to run, and at its file.
 */
export function whyNotStarted(file: Uint8Array, folder?: Uint8Array): number {
  try {
    if (folder !== undefined && !nodeFs().statSync(textOf(folder)).isDirectory()) return -ENOTDIR;
    return isProgram(textOf(file)) ? -EACCES : -ENOEXEC;
  } catch (error) {
    return errorNumber(error);
  }
}

function textOf(path: Uint8Array): string {
  return Buffer.from(path).toString();
}

function isProgram(file: string): boolean {
  const start = Buffer.alloc(PROGRAM_MARK.length);
  const descriptor = nodeFs().openSync(file, "r");
  try {
    nodeFs().readSync(descriptor, start, 0, start.length, 0);
  } finally {
    nodeFs().closeSync(descriptor);
  }
  return start.toString("latin1") === PROGRAM_MARK;
}
