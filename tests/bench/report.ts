import type { Comparison } from "./history.ts";
import type { Measured } from "./interleave.ts";
import type { ScenarioResult } from "./scenario.ts";
import { megabytes, milliseconds, renderTable } from "./table.ts";
import type { Verdict } from "./targets.ts";

/** The measurements of one scenario, as a table with a title. */
export function renderScenario(result: ScenarioResult): string {
  const { reference, measured, absent } = result;
  const base = measured.find((one) => one.command === reference);
  const wall = result.untilFirstOutput ? "to the line" : "wall";
  const head = ["", wall, "min … max", "user+system", "peak memory", `wall / ${reference}`, "memory"];
  const rounds = measured[0]?.wall.count ?? 0;
  const missing = absent.map(({ command, reason }) => [command, reason, "", "", "", "", ""]);
  const rows = [...missing, ...measured.map((one) => row(one, base))];
  return `${result.title} (medians of ${rounds})\n\n${renderTable(head, rows)}\n`;
}

function row({ command, wall, cpu, memory }: Measured, base: Measured | undefined): string[] {
  return [
    command,
    milliseconds(wall.median),
    `${wall.min.toFixed(1)} … ${wall.max.toFixed(1)}`,
    milliseconds(cpu.median),
    memory === undefined ? "not measured" : megabytes(memory.median),
    ratio(wall.median, base?.wall.median),
    ratio(memory?.median, base?.memory?.median),
  ];
}

function ratio(value: number | undefined, base: number | undefined): string {
  return value === undefined || base === undefined ? "" : (value / base).toFixed(2);
}

/** The targets and whether each is reached. */
export function renderVerdicts(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ text, atMost, measured, reached }) => [
    text,
    `at most ${atMost}`,
    measured.toFixed(3),
    reached ? "reached" : "NOT REACHED",
  ]);
  return `Targets\n\n${renderTable(["", "target", "measured", ""], rows)}\n`;
}

/** The comparison with earlier commits, and the figures that moved. */
export function renderComparisons(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ name, since, before, now, moved }) => [
    name,
    since,
    before.toFixed(3),
    now.toFixed(3),
    moved ? `MOVED ${change(before, now)}` : "",
  ]);
  return `Since the commit that was measured before\n\n${renderTable(["", "commit", "then", "now", ""], rows)}\n`;
}

function change(before: number, now: number): string {
  const percent = Math.round((now / before - 1) * 100);
  return `${percent > 0 ? "+" : ""}${percent} %`;
}
