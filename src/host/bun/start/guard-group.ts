import type { PosixLibrary } from "../library/posix-library.ts";
import { startGuardScript } from "./guard-script.ts";

/** Waits for a line, and ends its group if the pipe is closed before there is one. */
const SCRIPT = 'read -r over || kill -s KILL -- "-$$"';

/** A process that ends its process group when this process ends, however it ends. */
export interface GroupGuard {
  /** The group, which other processes can join. */
  readonly group: number;
  /** Ends the guard, and nothing else of its group. */
  end(): void;
}

/** Starts a guard; undefined if there is no shell, or no other process can be started. */
export function startGuard(libc: PosixLibrary): GroupGuard | undefined {
  const script = startGuardScript(libc, SCRIPT);
  if (script === undefined) return undefined;
  const end = (): void => {
    script.tell("over");
    script.end();
  };
  return { group: script.group, end };
}
