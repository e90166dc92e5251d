import { availableParallelism } from "node:os";
import type { TestCase, TestReport } from "./junit-report.ts";
import { runTestFile, type TestFileRun } from "./run-test-file.ts";

/** So many files that failed are run again. More of them have a cause that another run does not cure. */
const RUN_AGAIN = 3;

/**
 * Runs the test files, each in its own processes, as many at once as there are processors. Prints their output except
 * good news, and returns the results. `flags` are those of `bun test`.
 *
 * A file that failed runs once more, alone, if few did. Tests that then pass are reported as unstable.
 */
export async function runTests(
  files: readonly string[],
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<TestReport> {
  const start = performance.now();
  const reports = new Map<string, TestReport>();
  const run = async (file: string): Promise<TestReport> => show(await runTestFile(file, { environment, flags }));
  const waiting = [...files];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) reports.set(file, await run(file));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const broken = [...reports].filter(([, { failed }]) => failed.length > 0);
  if (broken.length <= RUN_AGAIN) {
    for (const [file, first] of broken) {
      console.log(`\n${file} runs again, alone`);
      reports.set(file, secondReport(first, await run(file)));
    }
  }
  const report = merged([...reports.values()]);
  const counts = `${report.passed.length} passed, ${report.failed.length} failed, ${report.skipped.length} skipped`;
  console.log(`${files.length} files in ${Math.round((performance.now() - start) / 1000)} s: ${counts}`);
  return report;
}

/**
 * The report of a file's second run. A test that failed first and then passed is unstable, and so is a file that had no
 * result and then passed as a whole. A test that did not run the second time stays failed.
 */
export function secondReport(first: TestReport, second: TestReport): TestReport {
  const passed = new Set(second.passed.map(({ title }) => title));
  const failed = new Set(second.failed.map(({ title }) => title));
  const isBetter = ({ title }: TestCase): boolean =>
    first.passed.length === 0 && first.skipped.length === 0
      ? second.failed.length === 0 && second.passed.length > 0
      : passed.has(title);
  const unstable = first.failed.filter(isBetter);
  const missing = first.failed.filter((test) => !isBetter(test) && !failed.has(test.title));
  return { ...second, failed: [...second.failed, ...missing], unstable };
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
