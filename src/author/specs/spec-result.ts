/** What became of one test. */
export interface TestResult {
  /** The names of the blocks around it and its own, with blanks between them. */
  readonly name: string;
  readonly status: "passed" | "failed" | "pending";
  readonly seconds: number;
  /** The line where it begins, or where it failed; 0 if unknown. */
  readonly line: number;
  /** Why it failed, or why it is pending; "" if nothing is to be said. */
  readonly message: string;
  /** The functions of the plugin and of the spec that were being called, a line each. */
  readonly trace: string;
  /** What it wrote, if it failed and the file did not write much. */
  readonly output?: string;
}

/** What became of one file of specs. */
export interface SpecResult {
  /** The path below the plugin's folder, with slashes. */
  readonly file: string;
  /** Its tests in the order of the file. What failed outside of them is the last ones. */
  readonly tests: readonly TestResult[];
  /** The names of all its tests, if the filter finds none of them. */
  readonly others: readonly string[];
  /** What was written to stdout and stderr meanwhile. */
  readonly output: string;
  /** The same without what stands with its tests. */
  readonly otherOutput: string;
  readonly seconds: number;
  /** The lines of the plugin's files, if they were counted. */
  readonly coverage: readonly FileCoverage[];
}

/** How often the lines of a file ran. */
export interface FileCoverage {
  /** The path below the plugin's folder, with slashes. */
  readonly file: string;
  /** The lines that can run, in their order, and how often each ran. */
  readonly lines: readonly (readonly [line: number, count: number])[];
}

/** How many tests passed, failed and are pending. */
export interface SpecCounts {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
}

/** The counts of several files. */
export function countSpecs(results: readonly SpecResult[]): SpecCounts {
  const all = results.flatMap(({ tests }) => tests);
  const count = (status: TestResult["status"]): number => all.filter((test) => test.status === status).length;
  return { passed: count("passed"), failed: count("failed"), pending: count("pending") };
}
