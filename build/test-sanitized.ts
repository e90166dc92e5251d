import { runScript } from "./command-line.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileCompact } from "./compact/compile-compact.ts";
import { COMPACT_CACHE } from "./compact/fetch-sources.ts";
import { requireTarget } from "./compile.ts";
import type { TestReport } from "./junit-report.ts";
import { runTests } from "./run-tests.ts";
import { ROOT } from "./root.ts";
import { suiteFiles } from "./suites.ts";
import { cannotTest, writeLauncher } from "./test-target.ts";

/** The target whose C runs under the sanitizers; most of it is the same for all targets. */
export const SANITIZED_TARGET = requireTarget("linux/amd64-compact");

/** Compiles the compact executable with AddressSanitizer and UndefinedBehaviorSanitizer, and returns its path. */
export async function compileSanitized(): Promise<string> {
  if (SANITIZED_TARGET.host !== "quickjs") throw new Error("the sanitizers are for the compact executable");
  const outfile = join(COMPACT_CACHE, "luff-sanitized");
  await compileCompact(SANITIZED_TARGET, outfile, { sanitize: true });
  return outfile;
}

/**
 * Runs the contract suite and Lua's suites over an executable of compileSanitized. Throws if the tests' own driver
 * cannot be compiled (`cannotTest`).
 */
export async function testSanitized(executable: string): Promise<TestReport> {
  const folder = mkdtempSync(join(tmpdir(), "luff-sanitized-"));
  try {
    const contract = [...new Bun.Glob("tests/contract/*.test.ts").scanSync({ cwd: ROOT })].toSorted();
    // With the launcher the tests do not measure memory, as under an emulator: the sanitizers use memory themselves.
    return await runTests([...contract, ...suiteFiles("lua", SANITIZED_TARGET)], {
      LUFF_BINARY: writeLauncher(folder, [executable]),
      LUFF_EXECUTABLE: executable,
      LUFF_SANITIZE: "1",
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const USAGE = `usage: bun build/test-sanitized.ts
Compiles the compact executable under sanitizers and runs the contract suite and Lua's over it. The exit status is 1 where a test failed.`;

async function main(): Promise<void> {
  const reason = await cannotTest(SANITIZED_TARGET);
  if (reason !== undefined) throw new Error(reason);
  const { passed, failed, skipped } = await testSanitized(await compileSanitized());
  console.log(`\n${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

if (import.meta.main) await runScript(USAGE, {}, main);
