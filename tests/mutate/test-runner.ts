import { runTestFile } from "../../build/run-test-file.ts";
import type { TreeCopy } from "./tree-copy.ts";

/** Runs test files over copies of a tree, and learns how long each takes. */
export interface TestRunner {
  /** Whether the test file fails in the copy, and passes in the tree without a fault; "hangs" if it was ended. */
  judge(copy: TreeCopy, test: string): Promise<"passes" | "fails" | "hangs">;
  /** Seconds that the file took when it last passed, 0 where it has not been run. */
  secondsOf(test: string): number;
}

/** Seconds of silence after which a test file is taken for one that hangs: so many times as long as it took before. */
const PATIENCE = { unknown: 600, least: 60, times: 10 };

/** A test that fails without a fault proves nothing: it is reported once, and counts as passed from then on. */
export function createTestRunner(tree: TreeCopy, report: (line: string) => void): TestRunner {
  const seconds = new Map<string, number>();
  const sound = new Map<string, Promise<boolean>>();
  const silenceFor = (test: string): number => {
    const known = seconds.get(test);
    return known === undefined ? PATIENCE.unknown : Math.round(PATIENCE.least + PATIENCE.times * known);
  };
  const run = async (copy: TreeCopy, test: string): Promise<string | undefined> => {
    const start = performance.now();
    const environment = { TMPDIR: copy.temporary, LUFF_BINARY: "" };
    const options = { environment, cwd: copy.folder, flags: ["--bail"], silence: silenceFor(test) };
    const { report: result, output } = await runTestFile(test, options);
    if (result.failed.length > 0) return output;
    seconds.set(test, (performance.now() - start) / 1000);
    return undefined;
  };
  const isSound = async (test: string): Promise<boolean> => {
    const output = await run(tree, test);
    if (output !== undefined) report(`${test} fails without a fault, and is left out:\n${output}`);
    return output === undefined;
  };
  return {
    secondsOf: (test) => seconds.get(test) ?? 0,
    async judge(copy, test) {
      if ((await sound.get(test)) === false) return "passes";
      const output = await run(copy, test);
      if (output === undefined) return "passes";
      const known = sound.get(test) ?? isSound(test);
      sound.set(test, known);
      if (!(await known)) return "passes";
      return output.includes(" was silent for ") ? "hangs" : "fails";
    },
  };
}
