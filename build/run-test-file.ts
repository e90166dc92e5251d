import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseJunitReport, type TestReport } from "./junit-report.ts";
import { endGroup, startGroup } from "./process-group.ts";
import { ROOT } from "./root.ts";

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
 * process died or was silent for too long) counts as one failed test, and so does an error outside every test.
 */
export async function runTestFile(file: string, options: TestFileOptions = {}): Promise<TestFileRun> {
  const { environment = {}, flags = [], cwd = ROOT, silence = SILENCE } = options;
  const folder = mkdtempSync(join(tmpdir(), "luff-report-"));
  const log = openSync(join(folder, "output"), "w");
  try {
    const junit = join(folder, "junit.xml");
    const reporter = ["--reporter=junit", `--reporter-outfile=${junit}`];
    const command = [process.execPath, "test", `--timeout=${TIMEOUT}`, ...reporter, ...flags, `./${file}`];
    const child = startGroup(command, { cwd, env: { ...process.env, ...environment }, output: log });
    const hung = await untilEndOrSilence(child, log, silence);
    endGroup(child.pid);
    const status = await child.exited;
    const printed = readFileSync(join(folder, "output"), "utf8");
    if (hung) return brokenFile(file, `was silent for ${silence} s and was ended`, printed);
    const xml = Bun.file(junit);
    const report = parseJunitReport((await xml.exists()) ? await xml.text() : "");
    if (!report.files.includes(file)) return brokenFile(file, `brought no result, status ${status}`, printed);
    const nothingWanted = /^error: regex .* matched 0 tests/m.test(printed);
    return { report: complete(report, nothingWanted ? 0 : status), output: shown(file, printed) };
  } finally {
    closeSync(log);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report with a failed test for an error that is in none of its tests. */
export function complete(report: TestReport, status: number): TestReport {
  if (report.failed.length > 0 || status === 0) return report;
  return { ...report, failed: report.files.map((file) => ({ file, title: "an error outside every test" })) };
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

function brokenFile(file: string, why: string, printed: string): TestFileRun {
  const report = { passed: [], failed: [{ file, title: why }], skipped: [], files: [file] };
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
