import type { PosixLibrary } from "../library/posix-library.ts";
import { startGuardScript, type GuardScript } from "./guard-script.ts";

/** Waits until the pipe is closed, and ends its group. */
const SCRIPT = 'read -r nothing || kill -s KILL -- "-$$"';

/**
 * Starts a process that ends its process group, which other processes can join, when this process ends, however it ends. Undefined if there
 * is no shell, or no other process can be started.
 */
export function startGuard(libc: PosixLibrary): GuardScript | undefined {
  return startGuardScript(libc, SCRIPT);
}
