import type { SpecEvent } from "./spec-event.ts";
import type { FileCoverage, SpecResult } from "./spec-result.ts";

/** The counts of lines among the events of a file of specs. */
export function readCoverage(events: readonly SpecEvent[]): readonly FileCoverage[] {
  return events.flatMap((event) =>
    event.kind === "coverage" ? [{ file: event.file, lines: parseLines(event.lines) }] : [],
  );
}

function parseLines(text: string): FileCoverage["lines"] {
  if (text === "") return [];
  const pairs = text.split(",").map((pair): readonly [number, number] => {
    const [line = "", count = ""] = pair.split(":");
    return [Number(line), Number(count)];
  });
  return pairs.toSorted(([a], [b]) => a - b);
}

/** The counts of all files of specs together, in the order of the plugin's files. */
export function mergeCoverage(results: readonly SpecResult[]): readonly FileCoverage[] {
  const merged = new Map<string, Map<number, number>>();
  for (const { file, lines } of results.flatMap(({ coverage }) => coverage)) {
    const counts = merged.get(file) ?? new Map<number, number>();
    merged.set(file, counts);
    for (const [line, count] of lines) counts.set(line, (counts.get(line) ?? 0) + count);
  }
  const files = [...merged].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return files.map(([file, counts]) => ({ file, lines: [...counts].toSorted(([a], [b]) => a - b) }));
}
