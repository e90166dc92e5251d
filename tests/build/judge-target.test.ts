import { describe, expect, test } from "bun:test";
import { requireTarget } from "../../build/compile.ts";
import { judgeTarget } from "../../build/judge-target.ts";
import type { TestReport } from "../../build/junit-report.ts";
import { thisPlace } from "../../build/test-place.ts";

const PLACE = { ...thisPlace("check"), root: false };
const FILE = "tests/e2e/discovery.test.ts";
const [PASSED, SKIPPED] = ["does it", "does something else"].map((title) => ({ file: FILE, title }));
const EMPTY: TestReport = { passed: [], failed: [], skipped: [], files: [FILE] };

describe("judgeTarget", () => {
  const judge = (report: Partial<TestReport>): object =>
    judgeTarget({ target: requireTarget("linux/386"), suite: "end-to-end", report: { ...EMPTY, ...report } }, PLACE);

  test("accepts a run whose tests passed", () => {
    const outcome = "1 passed, 0 failed, 0 skipped";
    expect(judge({ passed: [PASSED!] })).toEqual({ outcome, failed: false, lines: [] });
  });

  test("refuses a skip that is not allowed, a failure, and a run in which nothing passed, with a line for each", () => {
    expect(judge({ passed: [PASSED!], skipped: [SKIPPED!] })).toEqual({
      outcome: "1 passed, 1 failed, 1 skipped",
      failed: true,
      lines: [expect.stringMatching(/^FAILED {2}skipped: .*does something else/)],
    });
    expect(judge({ passed: [PASSED!], failed: [SKIPPED!] })).toMatchObject({
      failed: true,
      lines: [expect.stringMatching(/^FAILED .*does something else/)],
    });
    expect(judge({})).toMatchObject({
      outcome: "0 passed, 1 failed, 0 skipped",
      failed: true,
      lines: [expect.stringMatching(/^FAILED /)],
    });
  });
});
