/** What a process receives at its start. */
export interface Environment {
  /** On Windows a lookup ignores case. */
  get(name: string): string | undefined;
  /** A copy of all variables, with their names unchanged. */
  all(): Record<string, string>;
  readonly workingDirectory: string;
  /** The user's home folder, "" if unknown. */
  readonly home: string;
  /** The absolute path of the running luff. */
  readonly executable: string;
  /** The words that start this luff again: its path; for a run without a build also the path of main.ts. */
  readonly ownCommand: readonly [string, ...string[]];
  /** The number of this process. */
  readonly processId: number;
  /** The platform's folder for temporary files. */
  readonly temporaryDirectory: string;
}
