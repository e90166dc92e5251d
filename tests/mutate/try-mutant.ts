import { runTestFile } from "../../build/run-test-file.ts";
import type { TreeCopy } from "./tree-copy.ts";

/** What tells whether a test file passes, and how long it takes, where nothing is mutated. */
export interface Baseline {
  /** Seconds; undefined for a file that fails, which can kill nothing. Each file is run once. */
  secondsOf(test: string): Promise<number | undefined>;
}

export function createBaseline(copy: TreeCopy, report: (line: string) => void): Baseline {
  const known = new Map<string, Promise<number | undefined>>();
  const measure = async (test: string): Promise<number | undefined> => {
    const start = performance.now();
    const { failed, output } = await runOne(copy, test, UNHURRIED);
    if (failed) report(`${test} fails without a mutation, and is left out:\n${output}`);
    return failed ? undefined : (performance.now() - start) / 1000;
  };
  return {
    secondsOf(test) {
      const seconds = known.get(test) ?? measure(test);
      known.set(test, seconds);
      return seconds;
    },
  };
}

/** Seconds of silence after which a test file is given up as one that hangs, and how many times as long as it took before. */
const UNHURRIED = 600;
const PATIENCE = { least: 60, times: 10 };

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
    const seconds = await baseline.secondsOf(test);
    if (seconds === undefined) continue;
    const silence = Math.round(PATIENCE.least + PATIENCE.times * seconds);
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
