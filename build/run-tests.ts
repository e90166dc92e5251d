import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseJunitReport, type TestReport } from "./junit-report.ts";
import { ROOT } from "./root.ts";

/**
 * Milliseconds after which a test that hangs is ended; it is no measure of speed, and a slow or busy machine stays far below
 * it. As a flag it holds for every file: setDefaultTimeout in a preload would hold for the first one only.
 */
const TIMEOUT = 120_000;

/**
 * Runs the test files in processes side by side and answers what came of them. A file that brought no result (it did not load,
 * or its process died) counts as one failed test, as does an error outside of every test. `flags` are those of `bun test`.
 */
export async function runTests(
  files: readonly string[],
  environment: Record<string, string>,
  flags: readonly string[] = [],
): Promise<TestReport> {
  const folder = mkdtempSync(join(tmpdir(), "luff-report-"));
  try {
    const outfile = join(folder, "junit.xml");
    const reporter = ["--only-failures", "--reporter=junit", `--reporter-outfile=${outfile}`];
    const paths = files.map((file) => `./${file}`);
    const run = Bun.spawn(
      [process.execPath, "test", "--parallel", `--timeout=${TIMEOUT}`, ...reporter, ...flags, ...paths],
      {
        cwd: ROOT,
        env: { ...process.env, ...environment },
        stdio: ["ignore", "inherit", "inherit"],
      },
    );
    const status = await run.exited;
    const xml = Bun.file(outfile);
    const report = parseJunitReport((await xml.exists()) ? await xml.text() : "");
    for (const file of withoutResult(report, files)) console.log(`${file} brought no result`);
    return complete(report, files, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report with a failed test for everything that went wrong and is not in it. */
export function complete(report: TestReport, files: readonly string[], status: number): TestReport {
  const failed = report.failed + withoutResult(report, files).length;
  return { ...report, failed: failed === 0 && status !== 0 ? 1 : failed };
}

function withoutResult(report: TestReport, files: readonly string[]): string[] {
  return files.filter((file) => !report.files.includes(file));
}
