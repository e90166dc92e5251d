/** A program by its path, ready to be started. */
export interface FoundStart {
  readonly file: Uint8Array;
  /** All arguments, argv[0] first. */
  readonly argv: readonly Uint8Array[];
  /** The complete environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether Windows receives the arguments unchanged. */
  readonly verbatim?: true;
}

/** Finds the programs that a script starts. Each function throws ExpectedFailure. */
export interface ProgramFinder {
  /** The path of a program that is searched along the environment's PATH, or named by a path. */
  which(word: string, environment: Readonly<Record<string, string>>): string;
  /** What to start for a program and its arguments: on Windows it may be the interpreter of a script. */
  prepare(argv: readonly Uint8Array[], environments: Environments): FoundStart;
}

export interface Environments {
  /** The script's, with the PATH in which programs are searched. */
  readonly own: Readonly<Record<string, string>>;
  /** The program's. */
  readonly program: Readonly<Record<string, string>>;
}
