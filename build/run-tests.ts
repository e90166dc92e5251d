import { availableParallelism } from "node:os";
import { atOnce } from "./at-once.ts";
import type { TestCase, TestReport } from "./junit-report.ts";
import { runTestFile, type TestFileRun } from "./run-test-file.ts";
import { testSeed } from "./test-seed.ts";

/** So many files that failed are run again. More of them have a cause that another run does not cure. */
const RUN_AGAIN = 3;

/**
 * Runs the test files, each in its own processes, one more at once than there are processors, because a test also waits. Prints
 * their output except good news, and returns the results. `flags` are those of `bun test`. Throws if there are no files.
 *
 * A file that failed runs once more, alone, if few did. Tests that then pass are reported as unstable. Nothing excuses a
 * file in which luff or the file's own process crashed. A file of which no test passed, failed or was skipped has failed.
 */
export async function runTests(
  files: readonly string[],
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<TestReport> {
  if (files.length === 0) throw new Error("no test files were found: the suite is empty");
  const start = performance.now();
  const seeded = { LUFF_TEST_SEED: testSeed(), ...environment };
  const reports = new Map<string, TestReport>();
  const times: FileTime[] = [];
  const run = async (file: string): Promise<TestReport> => {
    const started = performance.now();
    const done = await runTestFile(file, { environment: seeded, flags });
    times.push({ file, seconds: secondsSince(started) });
    return show(done);
  };
  await atOnce(files, async (file) => reports.set(file, await run(file)), availableParallelism() + 1);
  for (const [file, first] of filesToRepeat(reports)) {
    console.log(`\n${file} runs again, alone`);
    reports.set(file, secondReport(first, await run(file)));
  }
  const report = withoutGaps(merged([...reports.values()]), files);
  const counts = `${report.passed.length} passed, ${report.failed.length} failed, ${report.skipped.length} skipped`;
  console.log(`${files.length} files in ${secondsSince(start)} s: ${counts}`);
  console.log(`slowest: ${slowest(times)}`);
  return report;
}

/** How long a test file ran. */
interface FileTime {
  readonly file: string;
  readonly seconds: number;
}

/** The ten files that ran longest, with their seconds. */
export function slowest(times: readonly FileTime[]): string {
  const longest = times.toSorted((one, other) => other.seconds - one.seconds).slice(0, 10);
  return longest.map(({ file, seconds }) => `${file.replace(/^tests\/|\.test\.ts$/g, "")} ${seconds} s`).join(", ");
}

/** The whole seconds since a time of `performance.now`. */
export function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1000);
}

/** The files that run again, with their first reports: those with failed tests and no crash, if few files have failed. */
export function filesToRepeat(reports: ReadonlyMap<string, TestReport>): readonly (readonly [string, TestReport])[] {
  const failed = [...reports].filter(([, report]) => report.failed.length > 0);
  return failed.length > RUN_AGAIN ? [] : failed.filter(([, { broken }]) => broken !== "crashed");
}

/**
 * The report of a file's second run. A test that failed first and then passed is unstable, and so is a file that was silent
 * and then passed as a whole. A test that did not run the second time stays failed, and so does all if the second run crashed.
 */
export function secondReport(first: TestReport, second: TestReport): TestReport {
  const passed = new Set(second.passed.map(({ title }) => title));
  const failed = new Set(second.failed.map(({ title }) => title));
  const isBetter = ({ title }: TestCase): boolean => {
    if (second.broken === "crashed") return false;
    return first.broken === "silent" ? second.failed.length === 0 && second.passed.length > 0 : passed.has(title);
  };
  const unstable = first.failed.filter(isBetter);
  const missing = first.failed.filter((test) => !isBetter(test) && !failed.has(test.title));
  return { ...second, failed: [...second.failed, ...missing], unstable };
}

/** The report with a failed test for each file that it says nothing about. */
export function withoutGaps(report: TestReport, files: readonly string[]): TestReport {
  const known = new Set([...report.passed, ...report.failed, ...report.skipped].map(({ file }) => file));
  const gaps = files.filter((file) => !known.has(file)).map((file) => ({ file, title: "none of its tests ran" }));
  return { ...report, failed: [...report.failed, ...gaps] };
}

function show({ report, output }: TestFileRun): TestReport {
  if (output !== "") console.log(`\n${output}`);
  return report;
}

function merged(reports: readonly TestReport[]): TestReport {
  const all = (list: (report: TestReport) => readonly TestCase[]): readonly TestCase[] => reports.flatMap(list);
  return {
    passed: all(({ passed }) => passed),
    failed: all(({ failed }) => failed),
    skipped: all(({ skipped }) => skipped),
    unstable: all(({ unstable = [] }) => unstable),
    files: reports.flatMap((report) => report.files),
  };
}
