import { ROOT } from "../../build/root.ts";

/** The folders whose files are mutated: all that decides, as opposed to what only says so (cli, output) or is a list (errors). */
const MUTATED =
  "src/{archive,author,cache,command,helm,host,http,hub,lua,manage,manifest,platform,plugin,program,run,source,text}/**/*.ts";

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
