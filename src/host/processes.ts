/** A program to start with the caller's own stdin, stdout and stderr. */
export interface ProgramStart {
  /** The path of the executable file. */
  readonly file: string;
  /** argv[0], the word that the program was asked for by. */
  readonly name: string;
  /** argv[1..]. */
  readonly args: readonly string[];
  /** What is set on top of this process's own environment, which is passed on as it is, byte for byte. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether Windows is given name and arguments as they stand, with a space between; otherwise each is quoted. */
  readonly verbatim?: true;
}

/** A program to start as a child: it reads nothing, and writes to the caller's stderr and to the stream that is named. */
export interface ChildStart extends ProgramStart {
  readonly stdout: "stdout" | "stderr";
}

export interface Processes {
  /**
   * Runs a program to its end and returns its exit status, 128 + n after a death by signal n. Signals that reach this
   * process meanwhile reach the program.
   * On POSIX the program takes this process's place, and the call never returns.
   * Throws HostError where the program cannot be started.
   */
  run(program: ProgramStart): Promise<number>;
  /**
   * Runs a program to its end as a child and returns its exit status, 128 + n after a death by signal n. A signal that only this
   * process was sent reaches the child; Ctrl-C reaches it by the terminal. The caller watches signals meanwhile.
   * Throws HostError where the program cannot be started.
   */
  runChild(program: ChildStart): Promise<number>;
}
