import type { ReferenceGraph } from "./reference-graph.ts";

/**
 * The test files that may see a fault in a source file, those first that are the most likely to: the file's own tests, those of
 * its folder, then the others. Among equals the shorter comes first; `seconds` holds how long each of the files takes.
 */
export function chooseTests(source: string, seconds: ReadonlyMap<string, number>, graph: ReferenceGraph): string[] {
  const reaching = [...seconds].filter(([test]) => graph.reachedFrom(test).has(source));
  const sorted = reaching.toSorted(
    ([a, shorter], [b, longer]) => rank(source, a) - rank(source, b) || shorter - longer,
  );
  return sorted.map(([test]) => test);
}

const UNIT_TESTS = /^tests\/(unit|contract)\//;

function rank(source: string, test: string): number {
  const mirrored = source.replace(/^src\//, "tests/unit/");
  if (test === mirrored.replace(/\.ts$/, ".test.ts")) return 0;
  if (test.startsWith(mirrored.slice(0, mirrored.lastIndexOf("/") + 1))) return 1;
  return UNIT_TESTS.test(test) ? 2 : 3;
}
