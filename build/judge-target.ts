import { judgeFailures } from "./judge-failures.ts";
import { judgeSkips, renderSkips, type TestRun } from "./judge-skips.ts";
import { thisPlace, type TestPlace } from "./test-place.ts";

export interface Outcome {
  /** The numbers of tests, for a table. */
  readonly outcome: string;
  readonly failed: boolean;
}

interface Judgement extends Outcome {
  /** One for each failure. */
  readonly lines: readonly string[];
}

/**
 * Judges a suite's run over one target as the check does: a skip that is not allowed is a failure, and so is a run in which
 * no test passed. `place` is this machine unless another is given.
 */
export function judgeTarget(run: TestRun, place: TestPlace = thisPlace("check")): Judgement {
  const failures = judgeFailures([run]);
  const { refused } = judgeSkips([run], [], place);
  const lines = [...failures.lines, ...renderSkips(refused).map((skip) => `FAILED  skipped: ${skip}`)];
  const failed = failures.failed + refused.length;
  const { passed, skipped } = run.report;
  return { outcome: `${passed.length} passed, ${failed} failed, ${skipped.length} skipped`, failed: failed > 0, lines };
}
