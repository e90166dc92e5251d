import type { TestReport } from "../junit-report.ts";
import { targetFile, type Target } from "../targets.ts";
import type { Finding } from "./finding.ts";

/** The findings about a target's executable as tests, one for each. */
export function inspectionReport(target: Target, findings: readonly Finding[]): TestReport {
  const file = `dist/${targetFile(target)}`;
  const tests = findings.map(({ what, good }) => ({ test: { file, title: what }, good }));
  return {
    passed: tests.filter(({ good }) => good).map(({ test }) => test),
    failed: tests.filter(({ good }) => !good).map(({ test }) => test),
    skipped: [],
    files: [file],
  };
}
