import { join, relative } from "node:path";
import { makeTargets, planTargets, testLuaOf, testMade } from "./check-targets.ts";
import { runScript } from "./command-line.ts";
import { hasCompactSources } from "./compact/fetch-sources.ts";
import { compileLuff, compileTarget, LOCAL_BINARY } from "./compile.ts";
import { ensureLuaModule } from "./ensure-lua-module.ts";
import { judgeFailures } from "./judge-failures.ts";
import { judgeSkips, renderSkips, type SkippedTarget, type TestRun } from "./judge-skips.ts";
import { ROOT } from "./root.ts";
import { runCheckers } from "./run-checkers.ts";
import { runTests, secondsSince } from "./run-tests.ts";
import { testFiles } from "./test-files.ts";
import { hasProgram, testPrograms } from "./test-programs.ts";
import { inContinuousIntegration, thisPlace, type Level } from "./test-place.ts";
import { compileSanitized, SANITIZED_TARGET, testSanitized } from "./test-sanitized.ts";
import { testLuaSuite } from "./test-lua-suite.ts";
import { testMutants } from "./test-mutants.ts";
import { cannotTest } from "./test-target.ts";

const USAGE = `usage: bun run check -- [--source | --long]
Runs the checkers, then the tests of the source, then the tests that start luff over the compiled file, and the
end-to-end suite over the executables of other targets, over linux/386 and windows/386 a part of it.
  --source  check only the source, with the tests that start luff
  --long    also run these tests over the source, and test every target that this machine can run, with the whole suite and
            its Lua, Lua's own test suite, mutants of the source, and new seeds for the fuzz tests
The exit status is 1 if something failed, or was skipped that build/allowed-skips.ts does not allow.`;

const COMMAND_LINE = { options: { source: { type: "boolean" }, long: { type: "boolean" } } } as const;

interface Wanted {
  readonly source?: boolean;
  readonly long?: boolean;
}

async function main({ values }: { readonly values: Wanted }): Promise<void> {
  const level = levelOf(values);
  const missing = inContinuousIntegration() ? testPrograms().filter((program) => !hasProgram(program)) : [];
  if (missing.length > 0) return failAtOnce(missing);
  await ensureLuaModule();
  const start = performance.now();
  const failedBefore = (await runCheckers()) + (await fetchHelm());
  console.log(`the checkers, and Helm's executables, in ${secondsSince(start)} s`);
  const { runs, skipped } = await runAll(level);
  const { allowed, refused } = judgeSkips(runs, skipped, thisPlace(level));
  for (const line of renderSkips(allowed)) console.log(`skipped: ${line}`);
  for (const line of renderSkips(refused)) console.log(`FAILED  skipped: ${line}`);
  const failures = judgeFailures(runs);
  for (const line of failures.lines) console.log(line);
  const failed = failedBefore + refused.length + failures.failed;
  const passed = sum(runs.map(({ report }) => report.passed.length));
  // Programs read this line: it must stay the last one, in this format.
  console.log(`\n${passed} passed, ${failed} failed, ${allowed.length} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

interface AllRuns {
  readonly runs: readonly TestRun[];
  readonly skipped: readonly SkippedTarget[];
}

async function runAll(level: Level): Promise<AllRuns> {
  const start = performance.now();
  const { planned, skipped } = await planTargets(level);
  // First, so that tests that need the same files find them ready.
  const [made] = await Promise.all([makeTargets(planned), compileAhead(level)]);
  console.log(`${made.length} executables in ${secondsSince(start)} s`);
  const files = testFiles(level);
  const seed = level === "long" ? String(crypto.getRandomValues(new Uint32Array(1))[0]) : undefined;
  const environment = seed === undefined ? {} : { LUFF_FUZZ_SEED: seed };
  if (seed !== undefined) console.log(`The fuzz tests begin with LUFF_FUZZ_SEED=${seed}`);
  const runs: TestRun[] = [{ report: await runTests(files.source, { ...environment, LUFF_BINARY: "" }) }];
  if (level === "source") return { runs, skipped };
  await compileLuff(LOCAL_BINARY);
  console.log(`\n${relative(ROOT, LOCAL_BINARY)}: ${files.program.length} test files over the compiled file`);
  runs.push({ report: await runTests(files.program, { ...environment, LUFF_BINARY: LOCAL_BINARY }) });
  for (const target of made) runs.push(await testMade(target, level));
  if (made.some(({ target }) => target === SANITIZED_TARGET)) {
    console.log("\nthe compact executable under sanitizers: the contract suite, and Lua's");
    const report = await testSanitized(await compileSanitized());
    runs.push({ target: SANITIZED_TARGET, suite: "lua", report });
  }
  if (level !== "long") return { runs, skipped };
  for (const target of made) {
    const run = await testLuaOf(target);
    if (run !== undefined) runs.push(run);
  }
  runs.push({ report: await testLuaSuite(LOCAL_BINARY) }, { report: await testMutants() });
  return { runs, skipped };
}

/** Compiles in advance what tests compile, if possible: it takes minutes the first time, and a test has two. */
async function compileAhead(level: Level): Promise<void> {
  if (!hasCompactSources() || (await cannotTest(SANITIZED_TARGET)) !== undefined) return;
  // Otherwise it is one of the targets.
  if (level === "source") await compileTarget(SANITIZED_TARGET);
  await compileSanitized();
}

function levelOf({ source, long }: Wanted): Level {
  if (source === true) return "source";
  return long === true ? "long" : "check";
}

/** Reports missing programs: without them, tests that continuous integration must run would be skipped. */
function failAtOnce(missing: readonly string[]): void {
  for (const program of missing) console.log(`FAILED  there is no ${program}: run build/install-test-programs.sh`);
  console.log(`\n0 passed, ${missing.length} failed, 0 skipped`);
  process.exitCode = 1;
}

/** Downloads Helm's executables for the comparison. Returns 1, a failure, if that fails in CI, otherwise 0. */
async function fetchHelm(): Promise<number> {
  const command = [process.execPath, join("build", "fetch-helm.ts")];
  const fetching = Bun.spawn(command, { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
  const [stderr, status] = await Promise.all([fetching.stderr.text(), fetching.exited]);
  if (status === 0) return 0;
  console.log(`Helm was not fetched:\n${stderr}`);
  return inContinuousIntegration() ? 1 : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

await runScript(USAGE, COMMAND_LINE, main);
