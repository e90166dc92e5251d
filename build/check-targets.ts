import { relative } from "node:path";
import { atOnce } from "./at-once.ts";
import { compileTarget, requireTarget } from "./compile.ts";
import { renderFinding } from "./inspect/finding.ts";
import { inspectExecutable } from "./inspect/inspect-executable.ts";
import { inspectionReport } from "./inspect/inspection-report.ts";
import type { SkippedTarget, TestRun } from "./judge-skips.ts";
import { runsHere } from "./own-platform.ts";
import { ROOT } from "./root.ts";
import { suiteFiles } from "./suites.ts";
import type { Level } from "./test-place.ts";
import { cannotTest, testTarget } from "./test-target.ts";
import { TARGETS, type Target } from "./targets.ts";

/** The targets over which every run executes the end-to-end suite, besides the executable for this machine. */
const EACH_TIME = ["linux/386", "linux/amd64-compact", "windows/amd64", "windows/amd64-compact", "windows/386"].map(
  requireTarget,
);

/** A target whose executable has been made. */
export interface MadeTarget {
  readonly target: Target;
  readonly executable: string;
  /** Why it is only inspected, undefined if a suite runs over it. */
  readonly notRun: string | undefined;
}

/** A target whose executable a run makes. */
type PlannedTarget = Omit<MadeTarget, "executable">;

/** The targets of a run, except this machine's, which has its own run. */
export interface TargetPlan {
  readonly planned: readonly PlannedTarget[];
  /** The others, and the targets that no suite can run over. */
  readonly skipped: readonly SkippedTarget[];
}

/** Decides which executables a run of this level makes, and fetches what they need. */
export async function planTargets(level: Level): Promise<TargetPlan> {
  const planned: PlannedTarget[] = [];
  const skipped: SkippedTarget[] = [];
  for (const target of TARGETS) {
    if (target.host === "bun" && runsHere(target)) continue;
    const notRun = await whyNotRun(target, level);
    if (notRun !== undefined) skipped.push({ target, why: notRun });
    const inspected = level !== "source" && target.host === "bun" && target.testedBy === "inspect";
    if (notRun === undefined || inspected) planned.push({ target, notRun });
  }
  return { planned, skipped };
}

/**
 * Makes the executables. Several compact ones at once, because most of such a compilation is one file of C, which takes
 * one processor.
 */
export async function makeTargets(planned: readonly PlannedTarget[]): Promise<MadeTarget[]> {
  const made = new Map<Target, string>();
  const make = async ({ target }: PlannedTarget): Promise<void> => {
    made.set(target, await compileTarget(target));
  };
  await atOnce(
    planned.filter(({ target }) => target.host === "quickjs"),
    make,
  );
  for (const one of planned) if (!made.has(one.target)) await make(one);
  return planned.map((one) => ({ ...one, executable: made.get(one.target) ?? "" }));
}

async function whyNotRun(target: Target, level: Level): Promise<string | undefined> {
  if (level === "source") return "only the source is tested";
  const eachTime = EACH_TIME.includes(target) || target.testedBy === "inspect";
  if (level === "check" && !eachTime) return "bun run check:long tests it";
  return cannotTest(target);
}

/**
 * Runs what a run of this level tests of a target: the end-to-end suite over its executable, in a check of a target with 32
 * bits a part of it. Inspects the file if nothing here can run it.
 */
export async function testMade({ target, executable, notRun }: MadeTarget, level: Level): Promise<TestRun> {
  const name = relative(ROOT, executable);
  if (notRun === undefined) {
    const files = suiteFiles("end-to-end", target, level);
    console.log(`\n${name}: ${files.length} test files of the end-to-end suite, ${target.testedBy}`);
    return { target, suite: "end-to-end", report: await testTarget(target, executable, "end-to-end", files) };
  }
  if (target.host !== "bun") throw new Error(`${name} is not one of Bun's, and they alone are looked at`);
  const findings = inspectExecutable(executable, target);
  console.log(`\n${name}: ${findings.length} checks of the file`);
  for (const finding of findings) if (!finding.good) console.log(renderFinding(finding));
  return { target, suite: "end-to-end", report: inspectionReport(target, findings) };
}

/** Compares the Lua of a target's executable with the reference interpreter; undefined if that is not done for it. */
export async function testLuaOf({ target, executable, notRun }: MadeTarget): Promise<TestRun | undefined> {
  if (notRun !== undefined || suiteFiles("lua", target).length === 0) return undefined;
  console.log(`\n${relative(ROOT, executable)}: its Lua, ${target.testedBy}`);
  return { target, suite: "lua", report: await testTarget(target, executable, "lua") };
}
