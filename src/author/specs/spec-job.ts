/** What luff tells the luff that runs one file of specs: the text of a file in JSON. */
export interface SpecJob {
  /** The plugin's folder. */
  readonly folder: string;
  /** The spec's path below it, with slashes. */
  readonly file: string;
  /** The file to which the runner writes what happens. */
  readonly events: string;
  /** The file to which stdout and stderr go. */
  readonly output: string;
  /** An empty folder for the data of the tests. */
  readonly data: string;
  /** An empty folder in the place of the user's home folder. */
  readonly home: string;
  /** Only tests whose names this pattern of Lua finds run; "" for all. */
  readonly filter: string;
  /** The plugin's Lua files whose lines are counted, by paths as of `file`; none if nothing is counted. */
  readonly covered: readonly string[];
}
