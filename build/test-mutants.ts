import { join } from "node:path";
import type { TestCase, TestReport } from "./junit-report.ts";
import { ROOT } from "./root.ts";

const PROGRAM = "tests/mutate/main.ts";
const TEST: TestCase = { file: PROGRAM, title: "tests see faults that are put into the source" };

/** Puts faults into copies of the source, and counts as one test that other tests see all of them. */
export async function testMutants(): Promise<TestReport> {
  console.log("\nmutants of the source");
  const run = Bun.spawn([process.execPath, join(ROOT, PROGRAM)], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const nothing = { passed: [], failed: [], skipped: [], files: [PROGRAM] };
  return (await run.exited) === 0 ? { ...nothing, passed: [TEST] } : { ...nothing, failed: [TEST] };
}
