/**
 * Where the guard keeps what Bun changes at its start: in the value of AT_FLAGS in the auxiliary vector, which is 0 and
 * which nobody reads. `getauxval` returns it; src/host/bun/start/first-state.ts has the other half.
 */
export const AT_FLAGS = 8;
/** The bit that says that the guard has written. The bits below it are the soft limit of open files. */
export const KNOWN = 60;
/** The signals that Bun ignores, and the bits that say that they were ignored before. */
export const SIGNALS = [
  { number: 13 /* SIGPIPE */, bit: 61 },
  { number: 25 /* SIGXFSZ */, bit: 62 },
] as const;
export const RLIMIT_NOFILE = 7;
