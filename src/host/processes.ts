/** A program to start with the caller's own stdin, stdout and stderr. */
export interface ProgramStart {
  /** argv[0] as the user knows it; looked up on PATH by the caller, so `file` is a path. */
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface Processes {
  /**
   * Runs a program to its end with inherited streams and answers its exit status (128 + n after a death by signal n).
   * On POSIX the program may take this process's place, and then the call never returns.
   * Throws HostError where the program cannot be started.
   */
  run(program: ProgramStart): Promise<number>;
}
