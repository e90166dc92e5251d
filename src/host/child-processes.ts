import type { ChildStart } from "./processes.ts";

/** How a child ended. */
export interface ChildEnd {
  readonly kind: "exit" | "signal";
  /** The exit status (C's int of 32 bits on Windows), or the signal's number. */
  readonly code: number;
}

/** A child with one end of a pipe for its stdout or stdin; its other streams are the caller's. */
export interface PipedChild {
  /** A descriptor for Descriptors. The caller closes it before `wait`. */
  readonly descriptor: number;
  /** Blocks until the child has ended. */
  wait(): ChildEnd | number;
}

/**
 * Children that the system's command interpreter starts. Each call blocks. A number as result is minus errno.
 * Environments are complete: nothing from the caller's is added.
 */
export interface ChildProcesses {
  /** Whether there is a command interpreter. */
  available(): boolean;
  /** Runs a command line with the caller's own streams, and waits for its end. */
  execute(command: Uint8Array, environment: Readonly<Record<string, string>>): ChildEnd | number;
  /** Starts a command line with a pipe: its stdout for "read", its stdin for "write". */
  open(
    command: Uint8Array,
    direction: "read" | "write",
    environment: Readonly<Record<string, string>>,
    wishes?: Pick<ChildStart, "withoutDescriptors">,
  ): PipedChild | number;
}
