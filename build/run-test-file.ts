import { closeSync, existsSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseJunitReport, type TestReport } from "./junit-report.ts";
import { endGroup, startGroup } from "./process-group.ts";
import { ROOT } from "./root.ts";
import { testEnvironment } from "./test-environment.ts";

/**
 * After this many milliseconds Bun ends a test that waits for something. It does not measure speed: a slow or busy
 * machine stays far below it. As a flag it applies to every file; setDefaultTimeout in a preload would apply only to
 * the first one.
 */
const TIMEOUT = 120_000;

/**
 * A file that prints nothing for this many seconds, not even a passed test, is ended, because Bun itself cannot end a
 * test that computes forever. Seconds in which this machine slept do not count.
 */
const SILENCE = (5 * TIMEOUT) / 1000;

export interface TestFileOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of `bun test`. */
  readonly flags?: readonly string[];
  readonly cwd?: string;
  readonly silence?: number;
}

export interface TestFileRun {
  readonly report: TestReport;
  /** What to show of the file's output: without the tests that passed or were skipped. */
  readonly output: string;
}

/**
 * Runs a test file in its own process group, which ends with it. A file without a result (it did not load, or its
 * process died or was silent for too long) counts as one failed test, and so does an error outside every test. The shell's
 * variables about luff and Helm do not reach it.
 */
export async function runTestFile(file: string, options: TestFileOptions = {}): Promise<TestFileRun> {
  const { environment = {}, flags = [], cwd = ROOT, silence = SILENCE } = options;
  const folder = mkdtempSync(join(tmpdir(), "luff-report-"));
  const log = openSync(join(folder, "output"), "w");
  try {
    const [junit, crashes] = [join(folder, "junit.xml"), join(folder, "crashes")];
    const reporter = ["--reporter=junit", `--reporter-outfile=${junit}`];
    const command = [process.execPath, "test", `--timeout=${TIMEOUT}`, ...reporter, ...flags, `./${file}`];
    const env = testEnvironment({ ...environment, LUFF_TEST_CRASHES: crashes });
    const child = startGroup(command, { cwd, env, output: log });
    const hung = await untilEndOrSilence(child, log, silence);
    endGroup(child.pid);
    const status = await child.exited;
    const printed = readFileSync(join(folder, "output"), "utf8");
    if (hung) return brokenFile({ file, why: `was silent for ${silence} s and was ended`, printed, broken: "silent" });
    const report = parseJunitReport(readText(junit));
    if (!report.files.includes(file)) {
      return brokenFile({ file, why: `brought no result, status ${status}`, printed, broken: "crashed" });
    }
    const nothingWanted = /^error: regex .* matched 0 tests/m.test(printed);
    const whole = complete(report, { status: nothingWanted ? 0 : status, crashes: readText(crashes) });
    return { report: whole, output: shown(file, whole.broken === undefined ? printed : printed + readText(crashes)) };
  } finally {
    closeSync(log);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The report with a failed test for an error that is in none of its tests. If a test failed in a file in which luff crashed,
 * or whose process did not end by itself, the report is marked as crashed. `crashes` has a line for each crash of luff.
 */
export function complete(report: TestReport, end: { readonly status: number; readonly crashes: string }): TestReport {
  const { status, crashes } = end;
  if (report.failed.length === 0 && status === 0) return report;
  const outside = report.files.map((file) => ({ file, title: "an error outside every test" }));
  const failed = report.failed.length > 0 ? report.failed : outside;
  // The runner's own statuses are 0 and 1.
  return { ...report, failed, ...((status > 1 || crashes !== "") && { broken: "crashed" as const }) };
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Whether the process printed nothing for this many seconds and still runs. */
async function untilEndOrSilence(child: Bun.Subprocess, log: number, silence: number): Promise<boolean> {
  let size = 0;
  for (let seconds = 0; seconds < silence; seconds++) {
    const ended = await Promise.race([child.exited.then(() => true), Bun.sleep(1000).then(() => false)]);
    if (ended) return false;
    const now = fstatSync(log).size;
    if (now !== size) seconds = 0;
    size = now;
  }
  return true;
}

interface BrokenFile {
  readonly file: string;
  readonly why: string;
  readonly printed: string;
  readonly broken: "silent" | "crashed";
}

function brokenFile({ file, why, printed, broken }: BrokenFile): TestFileRun {
  const report = { passed: [], failed: [{ file, title: why }], skipped: [], files: [file], broken };
  return { report, output: `${file} ${why}; what it printed:\n${printed}` };
}

/** The lines of `bun test` about the run itself, and about tests without problems. */
const COMMON = [
  /\((?:pass|skip|todo)\) .*/,
  /bun test v.*/,
  /error: regex .* matched 0 tests.*/,
  / *\d+ (?:pass|skip|todo|filtered out|expect\(\) calls)/,
  / *0 fail/,
  /Ran \d+ tests? across .*/,
  /\s*/,
].map(({ source }) => new RegExp(`^(?:${source})$`));

/** The other lines, below the file's name; "" if there are none. */
function shown(file: string, printed: string): string {
  const title = `${file}:`;
  const lines = printed.split("\n").filter((line) => line !== title && !COMMON.some((one) => one.test(line)));
  return lines.length === 0 ? "" : [title, ...lines].join("\n");
}
