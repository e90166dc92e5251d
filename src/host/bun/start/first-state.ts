import type { FFIFunction, Library } from "bun:ffi";

/** The C library functions that `readFirstState` calls. They exist only on Linux. */
export const FIRST_STATE_SYMBOLS = {
  getauxval: { args: ["u64"], returns: "u64" },
  prlimit: { args: ["i32", "i32", "ptr", "ptr"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

type FirstStateLibrary = Library<typeof FIRST_STATE_SYMBOLS>["symbols"];

/** What this process had before Bun changed it at its start. */
export interface FirstState {
  /** The soft limit of open files; undefined if nobody knows it. */
  readonly softLimit: bigint | undefined;
  readonly ignoredPipeSignal: boolean;
  readonly ignoredSizeSignal: boolean;
}

const AT_FLAGS = 8n;
const KNOWN = 1n << 60n;
const IGNORED_SIGPIPE = 1n << 61n;
const IGNORED_SIGXFSZ = 1n << 62n;
const SOFT_LIMIT = KNOWN - 1n;
const RLIM_INFINITY = (1n << 64n) - 1n;
const RLIMIT_NOFILE = 7;

/**
 * Reads what luff's executable keeps in its auxiliary vector before Bun's first instruction (build/start-guard). A run
 * without a build has nothing there: then the parent's limit is most likely what this process had, and no signal counts
 * as ignored.
 */
export function readFirstState(libc: FirstStateLibrary): FirstState {
  const kept = libc.getauxval(AT_FLAGS);
  if ((kept & KNOWN) === 0n) {
    return { softLimit: limitOfParent(libc), ignoredPipeSignal: false, ignoredSizeSignal: false };
  }
  const limit = kept & SOFT_LIMIT;
  return {
    softLimit: limit === SOFT_LIMIT ? RLIM_INFINITY : limit,
    ignoredPipeSignal: (kept & IGNORED_SIGPIPE) !== 0n,
    ignoredSizeSignal: (kept & IGNORED_SIGXFSZ) !== 0n,
  };
}

function limitOfParent({ prlimit }: FirstStateLibrary): bigint | undefined {
  const parent = new BigUint64Array(2);
  // If the parent is in another PID namespace, its number is 0, which would mean this process.
  if (process.ppid <= 0 || prlimit(process.ppid, RLIMIT_NOFILE, null, parent) !== 0) return undefined;
  return parent[0];
}

/**
 * Gives this process, and so what it starts, the soft limit of open files that it was started with. Returns what undoes
 * that. Bun raises the limit as far as possible, which harms a program that closes all possible descriptors, or uses
 * select().
 */
export function lowerFileLimit({ prlimit }: FirstStateLibrary, { softLimit }: FirstState): () => void {
  const own = new BigUint64Array(2);
  if (softLimit === undefined || prlimit(0, RLIMIT_NOFILE, null, own) !== 0) return keep;
  // Not by a pattern: its iterator is code that each start of a plugin would prepare (decisions/0023).
  if (softLimit >= (own[0] ?? 0n)) return keep;
  const lowered = new BigUint64Array(2);
  lowered[0] = softLimit;
  lowered[1] = own[1] ?? 0n;
  prlimit(0, RLIMIT_NOFILE, lowered, null);
  return () => void prlimit(0, RLIMIT_NOFILE, own, null);
}

function keep(): void {}
