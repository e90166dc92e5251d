import { describe, expect, test } from "bun:test";
import type { TestReport } from "../../build/junit-report.ts";
import { filesToRepeat, runTests, secondReport, slowest, withoutGaps } from "../../build/run-tests.ts";

const FILE = "tests/a.test.ts";
const [FIRST, SECOND, THIRD] = ["first", "second", "third"].map((title) => ({ file: FILE, title }));
const REPORT: TestReport = { passed: [], failed: [], skipped: [], files: [FILE] };

describe("runTests", () => {
  test("refuses an empty suite", async () => {
    expect(await runTests([], {}).catch(String)).toBe("Error: no test files were found: the suite is empty");
  });
});

describe("filesToRepeat", () => {
  const failed = { ...REPORT, failed: [FIRST!] };
  const named = (...reports: readonly TestReport[]): Map<string, TestReport> =>
    new Map(reports.map((report, index) => [`${index}.test.ts`, report]));

  test("names files that failed, and those that were silent", () => {
    const silent = { ...failed, broken: "silent" } as const;
    expect(filesToRepeat(named(REPORT, failed, silent))).toEqual([
      ["1.test.ts", failed],
      ["2.test.ts", silent],
    ]);
  });

  test("names no file that crashed, or in which luff crashed", () => {
    expect(filesToRepeat(named({ ...failed, broken: "crashed" }, failed))).toEqual([["1.test.ts", failed]]);
  });

  test("names none if more than three failed, also by a crash", () => {
    expect(filesToRepeat(named(failed, failed, failed))).toHaveLength(3);
    expect(filesToRepeat(named(failed, failed, failed, { ...failed, broken: "crashed" }))).toEqual([]);
  });
});

describe("secondReport", () => {
  const first: TestReport = { ...REPORT, passed: [THIRD!], failed: [FIRST!, SECOND!] };

  test("keeps what failed again as failed, and reports what passed as unstable", () => {
    const second = { ...REPORT, passed: [FIRST!], failed: [SECOND!] };
    expect(secondReport(first, second)).toEqual({ ...second, unstable: [FIRST!] });
  });

  test("keeps a test as failed that failed only in the second run", () => {
    const second = { ...REPORT, passed: [FIRST!], failed: [SECOND!] };
    expect(secondReport({ ...first, failed: [FIRST!] }, second)).toEqual({ ...second, unstable: [FIRST!] });
  });

  test.each([[[THIRD!]], [[]]])("keeps a test as failed that the second run skipped (passed before: %j)", (passed) => {
    const second = { ...REPORT, passed: [SECOND!], skipped: [FIRST!] };
    expect(secondReport({ ...first, passed }, second)).toEqual({ ...second, failed: [FIRST!], unstable: [SECOND!] });
  });

  test("keeps all tests as failed if the second run crashed", () => {
    const second = { ...REPORT, passed: [FIRST!], failed: [SECOND!], broken: "crashed" } as const;
    expect(secondReport(first, second)).toEqual({ ...second, failed: [SECOND!, FIRST!], unstable: [] });
  });

  test("reports a file that was silent as unstable only if all of it passes in the second run", () => {
    const silent: TestReport = { ...REPORT, failed: [{ file: FILE, title: "was silent" }], broken: "silent" };
    const good = { ...REPORT, passed: [FIRST!] };
    expect(secondReport(silent, good)).toEqual({ ...good, unstable: silent.failed });
    expect(secondReport(silent, silent)).toEqual({ ...silent, unstable: [] });
    const half = { ...REPORT, passed: [FIRST!], failed: [SECOND!] };
    expect(secondReport(silent, half).failed).toEqual([SECOND!, ...silent.failed]);
  });
});

test("withoutGaps fails a file of which no test passed, failed or was skipped", () => {
  const gap = { file: "tests/b.test.ts", title: "none of its tests ran" };
  for (const list of ["passed", "failed", "skipped"] as const) {
    const report = { ...REPORT, [list]: [FIRST!] };
    expect(withoutGaps(report, [FILE])).toEqual(report);
    expect(withoutGaps(report, [FILE, gap.file]).failed).toEqual([...report.failed, gap]);
  }
});

test("slowest names the ten files that ran longest", () => {
  const times = Array.from({ length: 12 }, (_, seconds) => ({ file: `tests/e2e/f${seconds}.test.ts`, seconds }));
  expect(slowest(times)).toBe(`e2e/f11 11 s, ${slowest(times.slice(2, 11))}`);
  expect(slowest(times)).toEndWith(", e2e/f2 2 s");
});
