import { ROOT } from "../../build/root.ts";

/** The folders whose files are mutated: all that decides what a plugin is and how it runs. */
const MUTATED = "src/{cache,command,helm,host,lua,manifest,plugin,program,run}/**/*.ts";

/** Those of them that no test over the source reaches on Linux: they run elsewhere, or when luff is built. */
const NOT_HERE = /\/quickjs\/|\/windows-|\/console-handler\.ts$|\/lua\/module\/|\.d\.ts$/;

/** The tests that may kill a mutant, in the order in which they are tried: what takes long comes last. */
const TESTS = [
  "tests/unit/**/*.test.ts",
  "tests/contract/**/*.test.ts",
  "tests/e2e/**/*.test.ts",
  "tests/compat/lua-specs.test.ts",
  "tests/compat/lua-libraries.test.ts",
  "tests/compat/*.test.ts",
];

/** The source files that are mutated, by path below the root. */
export function mutatedFiles(): string[] {
  return scan(MUTATED).filter((file) => !NOT_HERE.test(file));
}

/** The test files that may kill a mutant, those that take long last. */
export function testFiles(): string[] {
  return [...new Set(TESTS.flatMap(scan))];
}

/** All files between which there may be references. */
export function typeScriptFiles(): string[] {
  return scan("{src,tests,build}/**/*.ts");
}

function scan(pattern: string): string[] {
  return [...new Bun.Glob(pattern).scanSync({ cwd: ROOT })].map((file) => file.replaceAll("\\", "/")).toSorted();
}
