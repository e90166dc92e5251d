import * as fs from "node:fs";
import type { FFIFunction, Library } from "bun:ffi";

const POSIX = {
  signal: { args: ["i32", "ptr"], returns: "ptr" },
} as const satisfies Record<string, FFIFunction>;
const LINUX = {
  prlimit: { args: ["i32", "i32", "ptr", "ptr"], returns: "i32" },
  fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

/** The functions of the C library that `undoBunStart` calls; those of LINUX are there, and called, on Linux only. */
export const UNDO_SYMBOLS = (process.platform === "linux" ? { ...POSIX, ...LINUX } : POSIX) as typeof POSIX &
  typeof LINUX;

type UndoLibrary = Library<typeof UNDO_SYMBOLS>["symbols"];

const SIG_DFL = null;
/** Bun ignores these two at its start; a program that inherited that would never notice a closed pipe. */
const IGNORED_BY_BUN = [13 /* SIGPIPE */, 25 /* SIGXFSZ, on Linux and macOS alike */];
const RLIMIT_NOFILE = 7;
const F_SETFD = 2;

/** Takes back what Bun did to this process at its start, as far as a program that takes its place would inherit it. */
export function undoBunStart({ signal, prlimit, fcntl }: UndoLibrary): void {
  for (const number of IGNORED_BY_BUN) signal(number, SIG_DFL);
  if (process.platform !== "linux") return;
  restoreFileLimit(prlimit);
  for (const descriptor of inheritedDescriptors()) fcntl(descriptor, F_SETFD, 0);
}

/**
 * Bun raises the soft limit of open files as far as it may and keeps no note of what it was; a program that closes all
 * possible descriptors, or uses select(), suffers from it. The limit of the parent is what this process was most likely given.
 */
function restoreFileLimit(
  prlimit: (pid: number, resource: number, next: BigUint64Array | null, old: BigUint64Array | null) => number,
): void {
  const parent = new BigUint64Array(2);
  const own = new BigUint64Array(2);
  // Outside of its own PID namespace the parent has the number 0, which would be this process itself.
  if (process.ppid <= 0 || prlimit(process.ppid, RLIMIT_NOFILE, null, parent) !== 0) return;
  if (prlimit(0, RLIMIT_NOFILE, null, own) !== 0) return;
  const [soft = 0n] = parent;
  const [current = 0n, hard = 0n] = own;
  if (soft < current) prlimit(0, RLIMIT_NOFILE, new BigUint64Array([soft, hard]), null);
}

/**
 * Descriptors that the caller opened for the program, as a shell does for `<(command)`. Bun marks all of them to be
 * closed; what it has open itself are event queues, which are anonymous.
 */
function inheritedDescriptors(): number[] {
  try {
    const numbers = fs.readdirSync("/proc/self/fd").map(Number);
    return numbers.filter((number) => number > 2 && isInherited(number));
  } catch {
    return []; // Without /proc they stay marked.
  }
}

function isInherited(descriptor: number): boolean {
  try {
    return !fs.readlinkSync(`/proc/self/fd/${descriptor}`).startsWith("anon_inode:");
  } catch {
    return false; // It was the listing's own.
  }
}
