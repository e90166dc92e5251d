import { ALLOWED_SKIPS } from "./allowed-skips.ts";
import type { TestCase, TestReport } from "./junit-report.ts";
import { limitsOf } from "./platform-limits.ts";
import type { Suite } from "./suites.ts";
import { findTarget, targetName, type Target } from "./targets.ts";
import type { TestPlace } from "./test-place.ts";

/** The result of a suite over a target's executable, or of all tests over the source and this machine's executable. */
export interface TestRun {
  readonly report: TestReport;
  /** Undefined for the source and the executable of this machine. */
  readonly target?: Target;
  readonly suite?: Suite;
}

/** A target that no suite was run over. */
export interface SkippedTarget {
  readonly target: Target;
  readonly why: string;
}

export interface JudgedSkips {
  /** Tests that ran nowhere and need not, with the reason. */
  readonly allowed: readonly Skip[];
  /** Tests that should have run, with the known reason. */
  readonly refused: readonly Skip[];
}

export interface Skip extends TestCase {
  readonly why: string;
}

/**
 * Compares the skips of all runs with the list of allowed ones. A test that ran over the source or this machine's
 * executable is not counted as skipped there. A skip over a target's executable must be allowed, but counts only if the
 * test ran nowhere.
 */
export function judgeSkips(runs: readonly TestRun[], targets: readonly SkippedTarget[], place: TestPlace): JudgedSkips {
  const [ranHere, ranAnywhere] = [passedIn(runs.filter(({ target }) => target === undefined)), passedIn(runs)];
  const allowed = new Map<string, Skip>();
  const refused = new Map<string, Skip>();
  for (const run of runs) {
    const { report, target } = run;
    for (const test of report.skipped) {
      const key = keyOf(test);
      if (target === undefined && ranHere.has(key)) continue;
      const why = limitOf(test, place, run) ?? reasonOf(test, place, target);
      const where = target === undefined ? "" : ` on ${targetName(target)}`;
      if (why === undefined) refused.set(key, { ...test, why: `not allowed${where}` });
      else if (!ranAnywhere.has(key)) allowed.set(key, { ...test, why });
    }
  }
  for (const { target, why } of targets) {
    const test = { file: "build/targets.ts", title: `${targetName(target)} runs` };
    if (reasonOf(test, place, target) === undefined) refused.set(keyOf(test), { ...test, why: `not allowed: ${why}` });
    else allowed.set(keyOf(test), { ...test, why });
  }
  for (const key of refused.keys()) allowed.delete(key);
  return { allowed: [...allowed.values()], refused: [...refused.values()] };
}

/** A line for each file and reason, with the first test and the number of others. */
export function renderSkips(skips: readonly Skip[]): string[] {
  const groups = Map.groupBy(skips, ({ file, why }) => `${file}\0${why}`);
  return [...groups.values()].map(([first, ...others]) => {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return `${first?.file}: "${first?.title}"${more}: ${first?.why}`;
  });
}

function reasonOf({ file, title }: TestCase, place: TestPlace, target: Target | undefined): string | undefined {
  const name = `${file} ${title.replaceAll(" > ", " ")}`;
  return ALLOWED_SKIPS.find(({ tests, where }) => tests.test(name) && where(place, target))?.why;
}

/** On Windows the source and the executable of the machine have the limits of its targets, but none of an emulator. */
function limitOf(test: TestCase, place: TestPlace, { target, suite = "end-to-end" }: TestRun): string | undefined {
  const own = place.platform === "win32" ? findTarget("windows/amd64") : undefined;
  const found = target ?? own;
  if (found === undefined) return undefined;
  const { limits } = target === undefined ? limitsOf(found, suite, "native") : limitsOf(found, suite);
  const title = test.title.replaceAll(" > ", " ");
  return limits.find((limit) => limit.title.test(title))?.why;
}

function passedIn(runs: readonly TestRun[]): ReadonlySet<string> {
  return new Set(runs.flatMap(({ report }) => report.passed).map(keyOf));
}

function keyOf({ file, title }: TestCase): string {
  return `${file}\0${title}`;
}
