import type { OutputStream } from "./terminal.ts";

/** A program to start with the caller's own stdin, stdout and stderr. */
export interface ProgramStart {
  /** The path of the executable file. */
  readonly file: string;
  /** argv[0], the word that the user or the plugin wrote. */
  readonly name: string;
  /** argv[1..]. */
  readonly args: readonly string[];
  /** What is set in addition to this process's own environment, which is otherwise passed on unchanged, byte for byte. */
  readonly variables: Readonly<Record<string, string>>;
  /** Names of variables of this process's own environment that the program does not get. */
  readonly without?: readonly string[];
  /** Whether Windows receives the name and the arguments unchanged, separated by spaces; otherwise each is quoted. */
  readonly verbatim?: true;
}

/** Where a child writes: to a stream of this process, or to a file that the host creates and that must not exist. */
export type ChildOutput = OutputStream | OutputFile;

export interface OutputFile {
  readonly file: string;
  /**
   * In bytes. When the host sees that the file is longer, it ends the child and all that the child has started, as SIGKILL does on POSIX and
   * with the status 1 on Windows. The file may be somewhat longer then. By default there is no limit.
   */
  readonly limit?: number;
}

/** A program to start as a child. */
export interface ChildStart extends ProgramStart {
  readonly stdout: ChildOutput;
  /** The file for its stderr, which the host creates and that must not exist; otherwise it is the caller's. */
  readonly errorFile?: string;
  /** Whether it reads the caller's stdin; otherwise it has no input. */
  readonly hasInput?: true;
  /**
   * Whether SIGHUP and SIGQUIT for this process are forwarded as SIGTERM, at which more programs set the terminal back as it was. Without
   * meaning on Windows.
   */
  readonly withoutHangup?: true;
  /** Whether it gets only its three streams; otherwise also the descriptors that the caller opened for this process. */
  readonly withoutDescriptors?: true;
}

export interface Processes {
  /**
   * Runs a program to its end and returns its exit status, 128 + n if signal n ended it. Signals for this process
   * meanwhile reach the program. On POSIX the program replaces this process, and the call never returns. Throws
   * HostError if the program cannot be started.
   */
  run(program: ProgramStart): Promise<number>;
  /**
   * Runs a program to its end as a child and returns its exit status, 128 + n if signal n ended it. A signal that was
   * sent only to this process is forwarded; Ctrl-C reaches the child through the terminal. The caller watches signals
   * meanwhile. Throws HostError if the program cannot be started.
   */
  runChild(program: ChildStart): Promise<number>;
}
