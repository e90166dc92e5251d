import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareWithHistory, readHistory, writeHistory, type CommitRecord } from "./history.ts";
import { remember } from "./remember.ts";
import { renderComparisons } from "./report.ts";

const folder = mkdtempSync(join(tmpdir(), "luff-history-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function record(commit: string, figures: CommitRecord["figures"], machine = "two cores"): CommitRecord {
  return { commit, machine, time: "2026-01-02T03:04:05.000Z", figures };
}

const estimate = (value: number, spread: number) => ({ value, low: value - spread, high: value + spread });

describe("the history of the benchmarks", () => {
  test("is empty if there is no file yet", () => {
    expect(readHistory(join(folder, "none.json"))).toEqual([]);
  });

  test("keeps one record for a commit on a machine, with the figures of all its runs", () => {
    const file = join(folder, "below/kept.json");
    const other = record("one", { start: estimate(3, 0) }, "another machine");
    writeHistory(file, [], other);
    writeHistory(file, readHistory(file), record("one", { start: estimate(1, 0), memory: estimate(7, 0) }));
    writeHistory(file, readHistory(file), record("two", { start: estimate(2, 0) }));
    writeHistory(file, readHistory(file), record("one", { start: estimate(5, 0) }));
    expect(readHistory(file)).toEqual([
      other,
      record("two", { start: estimate(2, 0) }),
      record("one", { start: estimate(5, 0), memory: estimate(7, 0) }),
    ]);
  });

  test.each(["{}", "[", ""])("refuses a file with %p in it", (text) => {
    const file = join(folder, "other.json");
    writeFileSync(file, text);
    expect(() => readHistory(file)).toThrow("does not hold the history of the benchmarks");
  });
});

describe("compareWithHistory", () => {
  test.each([
    ["a tenth more, without doubt", estimate(1.85, 0.05), estimate(2.04, 0.05), true],
    ["a tenth less, without doubt", estimate(1.85, 0.05), estimate(1.66, 0.05), true],
    ["a tenth more, which may be noise", estimate(1.85, 0.1), estimate(2.04, 0.1), false],
    ["less than a twentieth more, without doubt", estimate(1.85, 0.01), estimate(1.93, 0.01), false],
    ["the same", estimate(1.85, 0.01), estimate(1.85, 0.01), false],
  ])("reports whether a figure moved: %s", (_, before, now, moved) => {
    const compared = compareWithHistory([record("one", { start: before })], record("two", { start: now }));
    expect(compared).toEqual([{ name: "start", since: "one", before: before.value, now: now.value, moved }]);
  });

  test("takes the latest record of another commit on the same machine that has the figure", () => {
    const history = [
      record("one", { start: estimate(1, 0), memory: estimate(10, 0) }),
      record("two", { start: estimate(2, 0) }),
      record("three", { start: estimate(3, 0) }, "another machine"),
      record("four", { start: estimate(4, 0) }),
    ];
    const now = record("four", { start: estimate(5, 0), memory: estimate(5, 0), help: estimate(5, 0) });
    expect(compareWithHistory(history, now).map(({ name, since, before }) => [name, since, before])).toEqual([
      ["start", "two", 2],
      ["memory", "one", 10],
    ]);
  });
});

describe("remember", () => {
  const verdict = (measured: number) => ({
    text: "start",
    atMost: 1,
    measured,
    range: { low: measured, high: measured },
    reached: false,
  });
  const lua = (measured: number | undefined) => ({ text: "programs", atMost: 1, measured, reached: false });

  test("reports the figures that moved since the previous commit", () => {
    const file = join(folder, "remembered.json");
    const run = { machine: "two cores", lua: [lua(1)] };
    expect(remember(file, { ...run, commit: "one", verdicts: [verdict(2)] })).toEqual([]);
    const compared = remember(file, { ...run, commit: "two", verdicts: [verdict(3)], lua: [lua(1.05)] });
    expect(compared.map(({ name, moved }) => [name, moved])).toEqual([
      ["start", true],
      ["programs", false],
    ]);
    const table = renderComparisons(compared).split("\n");
    expect(table.filter((line) => line.includes("MOVED"))).toEqual([
      expect.stringMatching(/^start +one +2\.000 +3\.000 +MOVED \+50 %$/),
    ]);
  });

  test("stores no figure that was not measured, and nothing for a luff without a known commit", () => {
    const file = join(folder, "partial.json");
    remember(file, { commit: "", machine: "two cores", verdicts: [verdict(2)], lua: [] });
    expect(readHistory(file)).toEqual([]);
    remember(file, { commit: "one", machine: "two cores", verdicts: [], lua: [lua(undefined)] });
    expect(readHistory(file).map(({ figures }) => figures)).toEqual([{}]);
  });
});
