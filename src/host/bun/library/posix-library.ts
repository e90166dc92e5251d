import type { FFIFunction, Library } from "bun:ffi";
import { noteInheritedDescriptors } from "../start/inherited-descriptors.ts";
import { openCLibrary } from "./open-c-library.ts";

/** Also for who needs nothing else: each function that is opened takes time. */
export const SIGACTION = { args: ["i32", "ptr", "ptr"], returns: "i32" } as const satisfies FFIFunction;

const SYMBOLS = {
  pipe: { args: ["ptr"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
  fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
  waitpid: { args: ["i32", "ptr", "i32"], returns: "i32" },
  kill: { args: ["i32", "i32"], returns: "i32" },
  // Counts of bytes; a call moves fewer than 2 GiB.
  read: { args: ["i32", "ptr", "u64"], returns: "i32" },
  write: { args: ["i32", "ptr", "u64"], returns: "i32" },
  pread: { args: ["i32", "ptr", "u64", "i64"], returns: "i32" },
  pwrite: { args: ["i32", "ptr", "u64", "i64"], returns: "i32" },
  isatty: { args: ["i32"], returns: "i32" },
  poll: { args: ["ptr", "u64", "i32"], returns: "i32" },
  sigaction: SIGACTION,
  setitimer: { args: ["i32", "ptr", "ptr"], returns: "i32" },
  mmap: { args: ["ptr", "u64", "i32", "i32", "i32", "i64"], returns: "ptr" },
  mprotect: { args: ["ptr", "u64", "i32"], returns: "i32" },
  posix_spawn: { args: ["ptr", "ptr", "ptr", "ptr", "ptr", "ptr"], returns: "i32" },
  posix_spawn_file_actions_init: { args: ["ptr"], returns: "i32" },
  posix_spawn_file_actions_adddup2: { args: ["ptr", "i32", "i32"], returns: "i32" },
  posix_spawn_file_actions_destroy: { args: ["ptr"], returns: "i32" },
  posix_spawnattr_init: { args: ["ptr"], returns: "i32" },
  posix_spawnattr_setflags: { args: ["ptr", "i16"], returns: "i32" },
  posix_spawnattr_setpgroup: { args: ["ptr", "i32"], returns: "i32" },
  posix_spawnattr_setsigdefault: { args: ["ptr", "ptr"], returns: "i32" },
  posix_spawnattr_destroy: { args: ["ptr"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

export type PosixLibrary = Library<typeof SYMBOLS>["symbols"];

/** Null if there is none. */
let library: PosixLibrary | null | undefined;

/**
 * The C library's calls that node:fs and Bun do not offer; undefined if it cannot be opened. Stays open. Whoever has it
 * may make pipes, so what the caller opened is noted first.
 */
export function openPosixLibrary(): PosixLibrary | undefined {
  if (library === undefined) {
    noteInheritedDescriptors();
    library = openCLibrary(SYMBOLS)?.symbols ?? null;
  }
  return library ?? undefined;
}
