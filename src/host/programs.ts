import type { ChildEnd } from "./child-processes.ts";
import type { GivenVariable } from "./raw-variables.ts";

/** A standard stream of a started program: this process's own, nothing, a pipe, or a file that is written anew. */
export type ProgramStream = "inherit" | "null" | "pipe" | { readonly file: Uint8Array };

/** A program to start, by its path. Texts are bytes on POSIX and UTF-8 on Windows. */
export interface ProgramToStart {
  /** An absolute path, if there is a `folder`. */
  readonly file: Uint8Array;
  /** All arguments, argv[0] first. */
  readonly argv: readonly Uint8Array[];
  /** The complete environment: nothing from this process is added. */
  readonly environment: Readonly<Record<string, string>>;
  /** Those of its variables that a string cannot hold; Windows has none. */
  readonly rawVariables?: readonly GivenVariable[];
  /** Its working directory; otherwise this process's. */
  readonly folder?: Uint8Array;
  readonly stdin: Exclude<ProgramStream, { readonly file: Uint8Array }>;
  readonly stdout: ProgramStream;
  /** "stdout" is whatever stdout is. */
  readonly stderr: ProgramStream | "stdout";
  /** Whether Windows receives the arguments unchanged, separated by spaces; otherwise each is quoted. */
  readonly verbatim?: true;
}

/** A running program. */
export interface StartedProgram {
  /** Its number for `waitForEnd` and `end`. */
  readonly child: number;
  /** This process's ends of its pipes; -1 for a stream that is not a pipe. */
  readonly stdin: number;
  readonly stdout: number;
  readonly stderr: number;
}

/** What `read` and `write` return where they would have to wait. */
export const NOT_YET = -0x10000;

/**
 * Programs that are started by their arguments, without a shell, with pipes to all their streams. No call but the two
 * that wait ever blocks. A negative number is minus errno.
 *
 * A program without this process's stdin leads a process group of its own on POSIX, and has a job on Windows. What it
 * has started belongs to that. While the program runs, all of it ends with this process, however this process ends; on POSIX, what
 * the program leaves running goes on. There a program that has this process's stdin shares its group, so that it can use the
 * terminal: it alone ends with this process.
 */
export interface Programs {
  start(program: ProgramToStart): StartedProgram | number;
  /** The number of bytes, 0 at the end of the output, or NOT_YET. */
  read(pipe: number, buffer: Uint8Array, offset: number, length: number): number;
  /** The number of bytes that were taken, or NOT_YET. If nobody reads any more, -EPIPE. */
  write(pipe: number, buffer: Uint8Array, offset: number, length: number): number;
  /** What was written before still arrives. */
  close(pipe: number): void;
  /**
   * Waits until at least one of the pipes can be read or written, and returns those. A pipe whose other end is closed can be. Returns
   * none when the time in milliseconds is over, and -EINTR if the machine must stop.
   */
  waitForPipes(read: readonly number[], write: readonly number[], milliseconds: number): readonly number[] | number;
  /**
   * Waits for a program's end, which is told once. Returns undefined when the time in milliseconds is over, and
   * -EINTR if the machine must stop.
   */
  waitForEnd(child: number, milliseconds: number): ChildEnd | undefined | number;
  /**
   * Sends a signal to a program and to all that belongs to it. On Windows every signal ends them at once. On POSIX what a program has
   * left in its group gets it too, until the next program starts.
   */
  signal(child: number, signal: number): number;
}
