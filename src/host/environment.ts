/** What a process is given at its start. */
export interface Environment {
  /** On Windows a lookup does not regard case. */
  get(name: string): string | undefined;
  /** A copy of all variables, names as they were given. */
  all(): Record<string, string>;
  readonly workingDirectory: string;
  /** The user's home folder; "" where it is not known. */
  readonly home: string;
  /** The absolute path of the running luff. */
  readonly executable: string;
  /** The words that start this luff again: its path; from source also the path of main.ts. */
  readonly ownCommand: readonly [string, ...string[]];
  /** The number of this process. */
  readonly processId: number;
  /** The platform's folder for temporary files. */
  readonly temporaryDirectory: string;
}
