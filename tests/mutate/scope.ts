import { ROOT } from "../../build/root.ts";

/** The folders whose files are mutated: all code that decides what a plugin is and how it runs. */
const MUTATED = "src/{cache,command,helm,host,lua,manifest,plugin,program,run}/**/*.ts";

/** Those of them that no test over the source reaches on Linux: they run elsewhere, or when luff is built. */
const NOT_HERE = /\/quickjs\/|\/windows-|\/console-handler\.ts$|\/lua\/module\/|\/lua\/binary-facts\.ts$|\.d\.ts$/;

/** The tests that may kill a mutant. Tests of executables are not among them: only the source is mutated. */
const TESTS = "tests/{unit,contract,e2e,compat}/**/*.test.ts";

/** The source files that are mutated, by path below the root. */
export function mutatedFiles(): string[] {
  return scan(MUTATED).filter((file) => !NOT_HERE.test(file));
}

/** The test files that may kill a mutant. */
export function testFiles(): string[] {
  return scan(TESTS);
}

/** All files between which there may be references. */
export function typeScriptFiles(): string[] {
  return scan("{src,tests,build}/**/*.ts");
}

function scan(pattern: string): string[] {
  return [...new Bun.Glob(pattern).scanSync({ cwd: ROOT })].map((file) => file.replaceAll("\\", "/")).toSorted();
}
