import { expect, test } from "bun:test";
import { type Measured, summariseCommand } from "./interleave.ts";
import type { ScenarioResult } from "./scenario.ts";
import { judgeTargets } from "./targets.ts";

function row(command: string, wall: number | readonly number[], memory?: number): Measured {
  const times = typeof wall === "number" ? [wall] : wall;
  return summariseCommand(command, { wall: times, cpu: times, memory: memory === undefined ? [] : [memory] });
}

function executable(...rows: readonly Measured[]): ScenarioResult {
  return { name: "executable", title: "", reference: "helm 4", untilFirstOutput: false, measured: rows, absent: [] };
}

test("distinguishes a target that is reached from one that is not", () => {
  const verdicts = judgeTargets([executable(row("luff", 10, 90), row("helm 4", 50, 100))]);
  expect(verdicts.map(({ measured, reached }) => ({ measured, reached }))).toEqual([
    { measured: 0.2, reached: true },
    { measured: 0.9, reached: false },
  ]);
});

test("reports nothing that was not measured", () => {
  expect(judgeTargets([executable(row("luff", 10))])).toEqual([]);
  expect(judgeTargets([executable(row("luff", 10), row("helm 4", 50))])).toHaveLength(1);
  expect(judgeTargets([])).toEqual([]);
});

test("uses a difference, or a figure by itself", () => {
  const rows = [row("luff, compact", 9, 13e6), row("lua5.4", 2)];
  const verdicts = judgeTargets([{ ...executable(...rows), name: "compact" }]);
  expect(verdicts.map(({ measured, reached }) => ({ measured, reached }))).toEqual([
    { measured: 7, reached: true },
    { measured: 13, reached: false },
  ]);
});

test("compares with the empty program round by round, so that a slow round of both changes nothing", () => {
  const rows = [row("luff", [8, 9, 80, 10, 9]), row("an empty Bun program", [4, 5, 40, 5, 5])];
  const [verdict] = judgeTargets([executable(...rows)]);
  expect(verdict).toMatchObject({ measured: 2, range: { low: 1.8, high: 2 }, atMost: 1.6, reached: false });
});
