import type { ChildStart } from "./processes.ts";
import type { GivenVariable } from "./raw-variables.ts";

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

/** What a caller may say of a child besides its environment. */
export interface ChildWishes extends Pick<ChildStart, "withoutDescriptors"> {
  /** Those of its variables that a string cannot hold; Windows has none. */
  readonly rawVariables?: readonly GivenVariable[];
}

/**
 * Children that the system's command interpreter starts. Each call blocks. A number as result is minus errno.
 * Environments are complete: nothing from the caller's is added.
 */
export interface ChildProcesses {
  /** Whether there is a command interpreter. */
  available(): boolean;
  /** Runs a command line with the caller's own streams, and waits for its end. */
  execute(
    command: Uint8Array,
    environment: Readonly<Record<string, string>>,
    wishes?: Pick<ChildWishes, "rawVariables">,
  ): ChildEnd | number;
  /** Starts a command line with a pipe: its stdout for "read", its stdin for "write". */
  open(
    command: Uint8Array,
    direction: "read" | "write",
    environment: Readonly<Record<string, string>>,
    wishes?: ChildWishes,
  ): PipedChild | number;
}
