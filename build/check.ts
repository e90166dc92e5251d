import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { hasCompactSources } from "./compact/fetch-sources.ts";
import { compileLuff, compileTarget, LOCAL_BINARY, requireTarget } from "./compile.ts";
import { ensureLuaModule } from "./ensure-lua-module.ts";
import { renderFinding } from "./inspect/finding.ts";
import { inspectExecutable } from "./inspect/inspect-executable.ts";
import { inspectionReport } from "./inspect/inspection-report.ts";
import { neverRan, type TestCase, type TestReport } from "./junit-report.ts";
import { runTests } from "./run-tests.ts";
import { TARGETS, targetName, type BunTarget, type Target } from "./targets.ts";
import { hasProgram, testPrograms } from "./test-programs.ts";
import { compileSanitized, SANITIZED_TARGET, testSanitized } from "./test-sanitized.ts";
import { cannotTest, testTarget } from "./test-target.ts";
import { ROOT } from "./root.ts";

/** What must find nothing, by the name in the report. */
const CHECKERS: Readonly<Record<string, readonly string[]>> = {
  types: ["tsc", "-p", "."],
  "types without a host": ["tsc", "-p", "tsconfig.host-free.json"],
  lint: ["oxlint"],
  format: ["oxfmt", "--check"],
  "dead code": ["knip", "--no-progress"],
};

/** What the end-to-end suite is run over each time, besides the executable for this machine; the others by test-targets.ts. */
const RUN_TARGETS = ["linux/386", "linux/amd64-compact", "windows/amd64", "windows/386"].map(requireTarget);

/** What nothing here runs is built and looked at each time. */
const OTHER_TARGETS: readonly Target[] = [...RUN_TARGETS, ...TARGETS.filter(({ testedBy }) => testedBy === "inspect")];

/** The folders whose tests start luff as a program: they run over the compiled file too. */
const PROGRAM_TESTS = /^tests\/(e2e|compat|lua)\//;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { binary: { type: "boolean" } } });
  const missing = inContinuousIntegration() ? testPrograms().filter((program) => !hasProgram(program)) : [];
  if (missing.length > 0) return failAtOnce(missing);
  await ensureLuaModule();
  const failedBefore = (await runCheckers()) + (await fetchHelm());
  const others: Target[] = [];
  if (values.binary === true) for (const target of OTHER_TARGETS) if (await canTest(target)) others.push(target);
  await compileAhead();
  const files = testFiles();
  const reports = [await runTests(files, { LUFF_BINARY: "" })];
  if (values.binary === true) {
    await compileLuff(LOCAL_BINARY);
    const programTests = files.filter((file) => PROGRAM_TESTS.test(file));
    console.log(`\n${relative(ROOT, LOCAL_BINARY)}: ${programTests.length} test files over the compiled file`);
    reports.push(await runTests(programTests, { LUFF_BINARY: LOCAL_BINARY }));
    for (const target of others) reports.push(await testOther(target));
    if (others.includes(SANITIZED_TARGET)) {
      console.log("\nthe compact executable under sanitizers: the contract suite, and Lua's");
      reports.push(await testSanitized(await compileSanitized()));
    }
  }
  const skipped = neverRan(reports);
  for (const line of renderSkipped(skipped)) console.log(line);
  const failed = failedBefore + sum(reports.map((report) => report.failed));
  const passed = sum(reports.map((report) => report.passed.length));
  // Programs read this line: it stays the last one, and in this form.
  console.log(`\n${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Compiles what tests compile too, where they can: it takes minutes the first time, and a test has two. */
async function compileAhead(): Promise<void> {
  if (!hasCompactSources() || (await cannotTest(SANITIZED_TARGET)) !== undefined) return;
  await compileTarget(SANITIZED_TARGET);
  await compileSanitized();
}

function inContinuousIntegration(): boolean {
  return !["", "0", "false"].includes(process.env["CI"] ?? "");
}

/** Without these programs tests would be left out that continuous integration is there for. */
function failAtOnce(missing: readonly string[]): void {
  for (const program of missing) console.log(`FAILED  there is no ${program}: run build/install-test-programs.sh`);
  console.log(`\n0 passed, ${missing.length} failed, 0 skipped`);
  process.exitCode = 1;
}

/** Fetches what the target is made of, before the tests that look for it; false where it cannot be tested here. */
async function canTest(target: Target): Promise<boolean> {
  if (target.testedBy === "inspect") return true;
  const reason = await cannotTest(target);
  if (reason !== undefined) console.log(`${targetName(target)} is not tested: ${reason}`);
  return reason === undefined;
}

async function testOther(target: Target): Promise<TestReport> {
  const executable = await compileTarget(target);
  if (target.testedBy === "inspect" && target.host === "bun") return inspectOther(target, executable);
  console.log(`\n${relative(ROOT, executable)}: the end-to-end suite, ${target.testedBy}`);
  return testTarget(target, executable);
}

function inspectOther(target: BunTarget, executable: string): TestReport {
  const findings = inspectExecutable(executable, target);
  console.log(`\n${relative(ROOT, executable)}: ${findings.length} checks of the file`);
  for (const finding of findings) if (!finding.good) console.log(renderFinding(finding));
  return inspectionReport(target, findings);
}

/** How many checkers found something. */
async function runCheckers(): Promise<number> {
  let failed = 0;
  for (const [name, command] of Object.entries(CHECKERS)) {
    const checker = bun("x", "--no-install", ...command);
    const [stdout, stderr, status] = await Promise.all([checker.stdout.text(), checker.stderr.text(), checker.exited]);
    console.log(status === 0 ? `ok      ${name}` : `FAILED  ${name}: ${command.join(" ")}\n${stdout}${stderr}`);
    if (status !== 0) failed++;
  }
  return failed;
}

/** The comparison with Helm needs its executables; returns 1, as a failure, where they cannot be had in CI, else 0. */
async function fetchHelm(): Promise<number> {
  const fetching = bun(join("build", "fetch-helm.ts"));
  const [stderr, status] = await Promise.all([fetching.stderr.text(), fetching.exited]);
  if (status === 0) return 0;
  console.log(`Helm was not fetched:\n${stderr}`);
  return inContinuousIntegration() ? 1 : 0;
}

function bun(...args: readonly string[]): Bun.Subprocess<"ignore", "pipe", "pipe"> {
  return Bun.spawn([process.execPath, ...args], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
}

function testFiles(): string[] {
  const found = [...new Bun.Glob("tests/**/*.test.ts").scanSync({ cwd: ROOT })];
  return found.map((file) => file.replaceAll("\\", "/")).toSorted();
}

/** A line for each file with skipped tests. The reason is in the titles, or was printed by the file as it ran. */
function renderSkipped(tests: readonly TestCase[]): string[] {
  const files = Map.groupBy(tests, (test) => test.file);
  return [...files].map(([file, [first, ...others]]) => {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return `skipped: ${file}: "${first?.title}"${more}`;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

await main();
