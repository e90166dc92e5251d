import { programUnderTest } from "./program-under-test.ts";
import type { RunOptions, RunResult, Sandbox } from "./sandbox.ts";

/** Runs a line of `sh` in which `"$@"` is luff with these arguments. POSIX only. */
export function runInShell(
  sandbox: Sandbox,
  line: string,
  args: readonly string[],
  options: Omit<RunOptions, "program"> = {},
): Promise<RunResult> {
  return sandbox.run(args, { ...options, program: ["/bin/sh", "-c", line, "sh", ...programUnderTest()] });
}
