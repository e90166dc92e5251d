import type { TestRun } from "./judge-skips.ts";
import { targetName } from "./targets.ts";

/** So many unstable tests do not fail a run. */
const UNSTABLE_ALLOWED = 3;

export interface JudgedFailures {
  /** How many tests failed, or were unstable where too many are. */
  readonly failed: number;
  /** A line for each test that failed or is unstable. */
  readonly lines: readonly string[];
}

/**
 * Names what failed in all runs, for the end of the output. Up to three unstable tests are named and do not count. A run in
 * which no test passed has failed: its tests were left out. Only a run over no target may consist of skips alone.
 */
export function judgeFailures(runs: readonly TestRun[]): JudgedFailures {
  const failed = runs.flatMap((run) => run.report.failed.map((test) => ({ ...test, where: whereOf(run) })));
  const unstable = runs.flatMap((run) => (run.report.unstable ?? []).map((test) => ({ ...test, where: whereOf(run) })));
  const empty = runs.filter(isEmpty);
  const tooMany = unstable.length > UNSTABLE_ALLOWED;
  const word = tooMany ? "FAILED  unstable" : "UNSTABLE";
  return {
    failed: failed.length + empty.length + (tooMany ? unstable.length : 0),
    lines: [
      ...failed.map(({ where, file, title }) => `FAILED  ${where}${file}: "${title}"`),
      ...empty.map((run) => `FAILED  ${whereOf(run)}no test passed`),
      ...unstable.map(({ where, file, title }) => `${word}  ${where}${file}: "${title}"`),
    ],
  };
}

function isEmpty({ target, report: { passed, failed, skipped, unstable = [] } }: TestRun): boolean {
  if (target !== undefined) return passed.length === 0;
  return passed.length + failed.length + skipped.length + unstable.length === 0;
}

function whereOf({ target }: TestRun): string {
  return target === undefined ? "" : `${targetName(target)}: `;
}
