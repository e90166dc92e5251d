import { availableParallelism } from "node:os";
import type { TestReport } from "./junit-report.ts";
import { runTestFile } from "./run-test-file.ts";

/**
 * Runs the test files, each in its own processes, as many at once as there are processors. Prints their output except
 * good news, and returns the results. `flags` are those of `bun test`.
 */
export async function runTests(
  files: readonly string[],
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<TestReport> {
  const start = performance.now();
  const reports: TestReport[] = [];
  const waiting = [...files];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const { report, output } = await runTestFile(file, { environment, flags });
      reports.push(report);
      if (output !== "") console.log(`\n${output}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const report = merged(reports);
  const counts = `${report.passed.length} passed, ${report.failed} failed, ${report.skipped.length} skipped`;
  console.log(`${files.length} files in ${Math.round((performance.now() - start) / 1000)} s: ${counts}`);
  return report;
}

function merged(reports: readonly TestReport[]): TestReport {
  return {
    passed: reports.flatMap(({ passed }) => passed),
    failed: reports.reduce((sum, { failed }) => sum + failed, 0),
    skipped: reports.flatMap(({ skipped }) => skipped),
    files: reports.flatMap((report) => report.files),
  };
}
