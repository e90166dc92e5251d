import { describe, expect, test } from "bun:test";
import { judgeFailures } from "../../build/judge-failures.ts";
import type { TestCase } from "../../build/junit-report.ts";
import type { TestRun } from "../../build/judge-skips.ts";
import { requireTarget } from "../../build/compile.ts";

const [FIRST, SECOND] = [
  { file: "tests/a.test.ts", title: "first" },
  { file: "tests/a.test.ts", title: "second" },
];

function run(failed: readonly TestCase[], unstable: readonly TestCase[]): TestRun {
  return { report: { passed: [], failed, skipped: [], unstable, files: [] } };
}

describe("judgeFailures", () => {
  test("names each failed test and the target on which it failed", () => {
    const report = { ...run([SECOND], []).report, passed: [FIRST] };
    const onWindows = { report, target: requireTarget("windows/amd64") };
    expect(judgeFailures([run([FIRST], []), onWindows])).toEqual({
      failed: 2,
      lines: ['FAILED  tests/a.test.ts: "first"', 'FAILED  windows/amd64: tests/a.test.ts: "second"'],
    });
  });

  test("names up to three unstable tests in all runs, and does not count them", () => {
    const { failed, lines } = judgeFailures([run([], [FIRST, SECOND]), run([], [FIRST])]);
    expect(failed).toBe(0);
    expect(lines).toEqual([
      'UNSTABLE  tests/a.test.ts: "first"',
      'UNSTABLE  tests/a.test.ts: "second"',
      'UNSTABLE  tests/a.test.ts: "first"',
    ]);
  });

  test("counts all unstable tests as failed if there are four", () => {
    const { failed, lines } = judgeFailures([run([], [FIRST, SECOND]), run([], [FIRST, SECOND])]);
    expect(failed).toBe(4);
    expect(lines).toContain('FAILED  unstable  tests/a.test.ts: "second"');
  });

  test("counts a target of which no test passed as failed", () => {
    const onWindows = { ...run([], []), target: requireTarget("windows/amd64") };
    expect(judgeFailures([onWindows])).toEqual({ failed: 1, lines: ["FAILED  windows/amd64: no test passed"] });
  });

  test("counts a run without any test as failed, but not one of which all tests were skipped", () => {
    expect(judgeFailures([run([], [])])).toEqual({ failed: 1, lines: ["FAILED  no test passed"] });
    const skipped = { report: { ...run([], []).report, skipped: [FIRST] } };
    expect(judgeFailures([skipped])).toEqual({ failed: 0, lines: [] });
  });

  test("finds nothing if nothing failed", () => {
    expect(judgeFailures([{ report: { passed: [FIRST], failed: [], skipped: [], files: [] } }])).toEqual({
      failed: 0,
      lines: [],
    });
  });
});
