import { runTestFile } from "../../build/run-test-file.ts";
import type { TreeCopy } from "./tree-copy.ts";

/** The test files that pass where nothing is mutated, with the seconds that each takes. */
export type Baseline = ReadonlyMap<string, number>;

/** Seconds of silence after which a test file is given up as one that hangs, and how many times as long as it took before. */
const UNHURRIED = 600;
const PATIENCE = { least: 60, times: 10 };

/** Runs each test file over a copy without a fault. One that fails can kill nothing: it is reported and left out. */
export async function measureBaseline(
  copy: TreeCopy,
  tests: readonly string[],
  report: (line: string) => void,
): Promise<Baseline> {
  const baseline = new Map<string, number>();
  for (const test of tests) {
    const start = performance.now();
    const { failed, output } = await runOne(copy, test, UNHURRIED);
    if (failed) report(`${test} fails without a fault, and is left out:\n${output}`);
    else baseline.set(test, (performance.now() - start) / 1000);
  }
  return baseline;
}

/** A fault as a text of its file. */
export interface Mutant {
  readonly file: string;
  readonly text: string;
}

/**
 * Runs the tests over a copy of the tree with the fault in it, one file after another, and returns the first that fails;
 * undefined where the mutant survives all of them.
 */
export async function tryMutant(
  { file, text }: Mutant,
  tree: TreeCopy,
  { tests, baseline }: { readonly tests: readonly string[]; readonly baseline: Baseline },
): Promise<string | undefined> {
  using copy = tree.copy();
  copy.write(file, text);
  for (const test of tests) {
    const silence = Math.round(PATIENCE.least + PATIENCE.times * (baseline.get(test) ?? 0));
    const { failed, output } = await runOne(copy, test, silence);
    if (failed) return output.includes(" was silent for ") ? `${test}, which did not end` : test;
  }
  return undefined;
}

async function runOne(copy: TreeCopy, test: string, silence: number): Promise<{ failed: boolean; output: string }> {
  const environment = { TMPDIR: copy.temporary, LUFF_BINARY: "" };
  const { report, output } = await runTestFile(test, { environment, cwd: copy.folder, flags: ["--bail"], silence });
  return { failed: report.failed > 0, output };
}
