import type { ReferenceGraph } from "./reference-graph.ts";

/**
 * The test files that may see a fault in a source file, the most likely ones first: the file's own tests, those of
 * its folder, then the others. Among equals the one that takes fewer seconds comes first.
 */
export function chooseTests(
  source: string,
  tests: readonly string[],
  { graph, secondsOf }: { readonly graph: ReferenceGraph; readonly secondsOf: (test: string) => number },
): string[] {
  const reaching = tests.filter((test) => graph.reachedFrom(test).has(source));
  return reaching.toSorted((a, b) => rank(source, a) - rank(source, b) || secondsOf(a) - secondsOf(b));
}

const UNIT_TESTS = /^tests\/(unit|contract)\//;

function rank(source: string, test: string): number {
  const mirrored = source.replace(/^src\//, "tests/unit/");
  if (test === mirrored.replace(/\.ts$/, ".test.ts")) return 0;
  if (test.startsWith(mirrored.slice(0, mirrored.lastIndexOf("/") + 1))) return 1;
  return UNIT_TESTS.test(test) ? 2 : 3;
}
