import { join } from "node:path";
import { fetchLuaSuite, LUA_SUITE } from "./fetch-lua-suite.ts";
import type { TestCase, TestReport } from "./junit-report.ts";
import { ROOT } from "./root.ts";
import { testEnvironment } from "./test-environment.ts";

const PROGRAM = "tests/compat/compare-suite.ts";
const TEST: TestCase = { file: PROGRAM, title: "Lua's own test suite passes where it does under lua5.4" };

/** Runs Lua's own test suite over an executable, as one test, which is skipped if the suite cannot be downloaded. */
export async function testLuaSuite(executable: string): Promise<TestReport> {
  const nothing = { passed: [], failed: [], skipped: [], files: [PROGRAM] };
  try {
    fetchLuaSuite();
  } catch (error) {
    console.log(`Lua's own test suite could not be downloaded: ${String(error)}`);
    return { ...nothing, skipped: [TEST] };
  }
  console.log("\nLua's own test suite");
  const comparison = Bun.spawn([process.execPath, join(ROOT, PROGRAM), LUA_SUITE], {
    cwd: ROOT,
    env: testEnvironment({ LUFF_BINARY: executable }),
    stdio: ["ignore", "inherit", "inherit"],
  });
  return (await comparison.exited) === 0 ? { ...nothing, passed: [TEST] } : { ...nothing, failed: [TEST] };
}
