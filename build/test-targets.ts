import { compileTarget, requireTarget } from "./compile.ts";
import { cannotBuild } from "./emulators.ts";
import { cannotTest, testTarget } from "./test-target.ts";
import { TARGETS, targetName, type Target } from "./targets.ts";

interface Row {
  readonly target: Target;
  readonly megabytes: string;
  readonly outcome: string;
  readonly failed: boolean;
}

/**
 * Runs the end-to-end suite over the targets' executables: `bun build/test-targets.ts [linux/386…]`, all that this machine
 * can run where none is named. Prints a table; the exit status is 1 where a test failed.
 */
async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const targets = names.length === 0 ? TARGETS : names.map(requireTarget);
  const rows: Row[] = [];
  for (const target of targets) rows.push(await tryTarget(target));
  for (const line of rows.map(renderRow)) console.log(line);
  process.exitCode = rows.some((row) => row.failed) ? 1 : 0;
}

async function tryTarget(target: Target): Promise<Row> {
  console.log(`\n${targetName(target)}`);
  const unbuildable = cannotBuild(target);
  if (unbuildable !== undefined) return { target, megabytes: "-", outcome: `not built: ${unbuildable}`, failed: false };
  const executable = await compileTarget(target);
  const megabytes = (Bun.file(executable).size / 1e6).toFixed(1);
  const untestable = cannotTest(target);
  if (untestable !== undefined) return { target, megabytes, outcome: `not run: ${untestable}`, failed: false };
  const start = performance.now();
  const { passed, failed, skipped } = await testTarget(target, executable);
  const seconds = Math.round((performance.now() - start) / 1000);
  const outcome = `${passed.length} passed, ${failed} failed, ${skipped.length} skipped in ${seconds} s`;
  return { target, megabytes, outcome, failed: failed > 0 };
}

function renderRow({ target, megabytes, outcome }: Row): string {
  return `${targetName(target).padEnd(22)} ${megabytes.padStart(6)} MB  ${target.testedBy.padEnd(12)} ${outcome}`;
}

await main();
