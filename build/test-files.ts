import type { Level } from "./test-place.ts";
import { ROOT } from "./root.ts";

/** The folders whose tests start luff as a program: they also run over the compiled file. */
const PROGRAM_TESTS = /^tests\/(e2e|compat|lua)\//;

/** Tests of what Helm itself does, in one of those folders: over an executable they are skipped. */
const TESTS_OF_HELM = "tests/compat/helm-record.test.ts";

/** The test files of a run, with forward slashes and below the repository's root. */
export interface TestFiles {
  /** Those that run over the source. */
  readonly source: readonly string[];
  /** Those that run over the compiled file. */
  readonly program: readonly string[];
}

/**
 * The test files of a run of this level, by default of all that there are. In a check a file runs once: over the compiled
 * file if it starts luff as a program. Only `--source` and `--long` run those files over the source.
 */
export function testFiles(level: Level, all: readonly string[] = allTestFiles()): TestFiles {
  const program = all.filter((file) => PROGRAM_TESTS.test(file) && file !== TESTS_OF_HELM);
  return {
    source: level === "check" ? all.filter((file) => !program.includes(file)) : all,
    program: level === "source" ? [] : program,
  };
}

function allTestFiles(): string[] {
  const found = [...new Bun.Glob("tests/**/*.test.ts").scanSync({ cwd: ROOT })];
  return found.map((file) => file.replaceAll("\\", "/")).toSorted();
}
