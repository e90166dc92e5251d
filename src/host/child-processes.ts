/** How a child ended. */
export interface ChildEnd {
  readonly kind: "exit" | "signal";
  /** The exit status, on Windows C's int of 32 bits, or the number of the signal. */
  readonly code: number;
}

/** A child with one end of a pipe to its stdout or from its stdin; its other streams are the caller's. */
export interface PipedChild {
  /** A descriptor of Descriptors; the caller closes it before `wait`. */
  readonly descriptor: number;
  /** Blocks until the child has ended. */
  wait(): ChildEnd | number;
}

/**
 * Children that the system's command interpreter starts, each call blocking. A number as result is minus errno.
 * Environments are complete: nothing of the caller's is added.
 */
export interface ChildProcesses {
  /** Whether there is a command interpreter. */
  available(): boolean;
  /** Runs a command line with the caller's own streams to its end. */
  execute(command: Uint8Array, environment: Readonly<Record<string, string>>): ChildEnd | number;
  /** Starts a command line; with "read" its stdout is the pipe, with "write" its stdin. */
  open(
    command: Uint8Array,
    direction: "read" | "write",
    environment: Readonly<Record<string, string>>,
  ): PipedChild | number;
}
