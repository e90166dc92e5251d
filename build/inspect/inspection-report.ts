import type { TestReport } from "../junit-report.ts";
import { targetFile, type Target } from "../targets.ts";
import type { Finding } from "./finding.ts";

/** The findings about a target's executable as tests, one for each. */
export function inspectionReport(target: Target, findings: readonly Finding[]): TestReport {
  const file = `dist/${targetFile(target)}`;
  const good = findings.filter((finding) => finding.good);
  return {
    passed: good.map(({ what }) => ({ file, title: what })),
    failed: findings.length - good.length,
    skipped: [],
    files: [file],
  };
}
