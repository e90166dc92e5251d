import type { ReferenceGraph } from "./reference-graph.ts";

/**
 * The test files that may see a fault in a source file, those first that are the most likely to: the file's own tests, those of
 * its folder, then the others as they are given.
 */
export function chooseTests(source: string, tests: readonly string[], graph: ReferenceGraph): string[] {
  const reaching = tests.filter((test) => graph.reachedFrom(test).has(source));
  return reaching.toSorted((a, b) => rank(source, a) - rank(source, b));
}

function rank(source: string, test: string): number {
  const mirrored = source.replace(/^src\//, "tests/unit/");
  if (test === mirrored.replace(/\.ts$/, ".test.ts")) return 0;
  return test.startsWith(mirrored.slice(0, mirrored.lastIndexOf("/") + 1)) ? 1 : 2;
}
