import { runScript } from "./command-line.ts";
import { compileTarget, requireTarget } from "./compile.ts";
import { cannotBuild } from "./emulators.ts";
import { renderFinding } from "./inspect/finding.ts";
import { inspectExecutable } from "./inspect/inspect-executable.ts";
import { judgeTarget, type Outcome } from "./judge-target.ts";
import { suiteFiles, type Suite } from "./suites.ts";
import { cannotTest, testTarget } from "./test-target.ts";
import { TARGETS, targetName, type BunTarget, type Target } from "./targets.ts";

interface Row extends Outcome {
  readonly target: Target;
  readonly megabytes: string;
}

const USAGE = `usage: bun build/test-targets.ts [--lua] [TARGET ...]
Runs the end-to-end suite over the targets' executables that this machine can run, and inspects the others. Without a
TARGET it takes all of them.
  --lua  test their Lua instead, and compare it with lua5.4
Prints a table. The exit status is 1 if a check or a test failed, or was skipped that build/allowed-skips.ts does not allow.`;

const COMMAND_LINE = { options: { lua: { type: "boolean" } }, allowPositionals: true } as const;

interface CommandLine {
  readonly values: { readonly lua?: boolean };
  readonly positionals: readonly string[];
}

async function main({ values, positionals }: CommandLine): Promise<void> {
  const targets = positionals.length === 0 ? TARGETS : positionals.map(requireTarget);
  const rows: Row[] = [];
  for (const target of targets) rows.push(await tryTarget(target, values.lua === true ? "lua" : "end-to-end"));
  for (const line of rows.map(renderRow)) console.log(line);
  process.exitCode = rows.some((row) => row.failed) ? 1 : 0;
}

async function tryTarget(target: Target, suite: Suite): Promise<Row> {
  console.log(`\n${targetName(target)}`);
  const unbuildable = await cannotBuild(target);
  if (unbuildable !== undefined) return { target, megabytes: "-", outcome: `not built: ${unbuildable}`, failed: false };
  const executable = await compileTarget(target);
  const megabytes = (Bun.file(executable).size / 1e6).toFixed(1);
  const isInspected = target.host === "bun" && target.testedBy === "inspect";
  const inspection = isInspected ? inspect(executable, target) : { outcome: "", failed: false };
  const test = await run(target, executable, suite);
  const outcome = [inspection.outcome, test.outcome].filter(Boolean).join("; ");
  return { target, megabytes, outcome, failed: inspection.failed || test.failed };
}

function inspect(executable: string, target: BunTarget): Outcome {
  const findings = inspectExecutable(executable, target);
  for (const finding of findings) console.log(renderFinding(finding));
  const bad = findings.filter(({ good }) => !good).length;
  return { outcome: `${findings.length} checks of the file, ${bad} failed`, failed: bad > 0 };
}

async function run(target: Target, executable: string, suite: Suite): Promise<Outcome> {
  const untestable = suiteFiles(suite, target).length === 0 ? "the suite needs POSIX paths" : await cannotTest(target);
  if (untestable !== undefined) return { outcome: `not run: ${untestable}`, failed: false };
  const start = performance.now();
  const report = await testTarget(target, executable, suite);
  const { outcome, failed, lines } = judgeTarget({ target, suite, report });
  for (const line of lines) console.log(line);
  const seconds = Math.round((performance.now() - start) / 1000);
  return { outcome: `${outcome} in ${seconds} s`, failed };
}

function renderRow({ target, megabytes, outcome }: Row): string {
  return `${targetName(target).padEnd(22)} ${megabytes.padStart(6)} MB  ${target.testedBy.padEnd(12)} ${outcome}`;
}

await runScript(USAGE, COMMAND_LINE, main);
