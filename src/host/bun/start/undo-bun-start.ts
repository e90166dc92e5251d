import type { FFIFunction, Library } from "bun:ffi";
import { cString } from "../library/c-string.ts";

const POSIX = {
  signal: { args: ["i32", "ptr"], returns: "ptr" },
} as const satisfies Record<string, FFIFunction>;
const LINUX = {
  prlimit: { args: ["i32", "i32", "ptr", "ptr"], returns: "i32" },
  fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
  poll: { args: ["ptr", "u64", "i32"], returns: "i32" },
  readlink: { args: ["ptr", "ptr", "u64"], returns: "i64" },
} as const satisfies Record<string, FFIFunction>;

/** The C library functions that `undoBunStart` calls. Those of LINUX exist, and are called, only on Linux. */
export const UNDO_SYMBOLS = (process.platform === "linux" ? { ...POSIX, ...LINUX } : POSIX) as typeof POSIX &
  typeof LINUX;

type UndoLibrary = Library<typeof UNDO_SYMBOLS>["symbols"];

const SIG_DFL = null;
/** Bun ignores these two at its start. A program that inherited that would never notice a closed pipe. */
const IGNORED_BY_BUN = [13 /* SIGPIPE */, 25 /* SIGXFSZ, on Linux and macOS alike */];
const RLIMIT_NOFILE = 7;
const POLLNVAL = 0x20;
const F_GETFD = 1;
const F_SETFD = 2;
/**
 * The first descriptor after the standard streams, and how many are checked: shells use numbers from 63 downwards or
 * from 10 upwards.
 */
const FIRST = 3;
const DESCRIPTORS = 253;

/** Undoes what Bun did to this process at its start, as far as a program that replaces it would inherit it. */
export function undoBunStart(libc: UndoLibrary): void {
  for (const number of IGNORED_BY_BUN) libc.signal(number, SIG_DFL);
  if (process.platform !== "linux") return;
  for (const descriptor of openDescriptors(libc)) {
    if (libc.fcntl(descriptor, F_GETFD, 0) > 0 && isInherited(libc, descriptor)) libc.fcntl(descriptor, F_SETFD, 0);
  }
  restoreFileLimit(libc.prlimit);
}

/**
 * The descriptors from 3 on that may be open. One call to poll checks all of them: it marks those that are not open. If
 * it fails, as it does if the limit of open files is smaller, returns all. Uses plain loops: a function called for each
 * would become hot enough for JavaScriptCore to start its compiler's thread.
 */
function openDescriptors({ poll }: UndoLibrary): number[] {
  // struct pollfd: the descriptor, the requested events (none) and, in the upper half, the events that occurred.
  const table = new Int32Array(2 * DESCRIPTORS);
  for (let index = 0; index < DESCRIPTORS; index++) table[2 * index] = FIRST + index;
  const knows = poll(table, DESCRIPTORS, 0) >= 0;
  const found: number[] = [];
  for (let index = 0; index < DESCRIPTORS; index++) {
    if (!knows || (((table[2 * index + 1] ?? 0) >> 16) & POLLNVAL) === 0) found.push(FIRST + index);
  }
  return found;
}

/**
 * Bun raises the soft limit of open files as far as possible and does not keep the old value. That harms a program that
 * closes all possible descriptors, or uses select(). The parent's limit is most likely what this process had.
 */
function restoreFileLimit(
  prlimit: (pid: number, resource: number, next: BigUint64Array | null, old: BigUint64Array | null) => number,
): void {
  const parent = new BigUint64Array(2);
  const own = new BigUint64Array(2);
  // If the parent is in another PID namespace, its number is 0, which would mean this process.
  if (process.ppid <= 0 || prlimit(process.ppid, RLIMIT_NOFILE, null, parent) !== 0) return;
  if (prlimit(0, RLIMIT_NOFILE, null, own) !== 0) return;
  const [soft, current, hard] = [parent[0] ?? 0n, own[0] ?? 0n, own[1] ?? 0n];
  if (soft < current) prlimit(0, RLIMIT_NOFILE, new BigUint64Array([soft, hard]), null);
}

/**
 * Whether the caller opened a descriptor for the program, as a shell does for `<(command)`. Bun marks all descriptors
 * to be closed. Those that Bun itself opened are event queues, which are anonymous. Without /proc all stay marked.
 */
function isInherited({ readlink }: UndoLibrary, descriptor: number): boolean {
  const target = new Uint8Array(ANONYMOUS.length);
  const length = Number(readlink(cString(`/proc/self/fd/${descriptor}`), target, target.length));
  let same = 0;
  while (same < target.length && target[same] === ANONYMOUS.charCodeAt(same)) same++;
  return length > 0 && same < target.length;
}

const ANONYMOUS = "anon_inode:";
