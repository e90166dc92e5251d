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

export interface Processes {
  /**
   * Runs a program to its end and returns its exit status, 128 + n after a death by signal n. Signals that reach this
   * process meanwhile reach the program.
   * On POSIX the program takes this process's place, and the call never returns.
   * Throws HostError where the program cannot be started.
   */
  run(program: ProgramStart): Promise<number>;
}
