import type { Measured } from "./interleave.ts";
import type { ScenarioResult } from "./scenario.ts";

/** A ratio that luff is to keep below. */
interface Target {
  readonly text: string;
  readonly scenario: string;
  readonly of: string;
  readonly against: string;
  readonly quantity: "wall" | "memory";
  readonly atMost: number;
}

const TARGETS: readonly Target[] = [
  {
    text: "an executable plugin: wall time against Helm 4",
    scenario: "executable",
    of: "luff",
    against: "helm 4",
    quantity: "wall",
    atMost: 0.2,
  },
  {
    text: "an executable plugin: peak memory against Helm 4",
    scenario: "executable",
    of: "luff",
    against: "helm 4",
    quantity: "memory",
    atMost: 0.8,
  },
  {
    text: "the first line of a Lua plugin against Helm 4's of a shell plugin",
    scenario: "first-line",
    of: "luff, Lua plugin",
    against: "helm 4, shell plugin",
    quantity: "wall",
    atMost: 0.4,
  },
  {
    text: "1,000 installed plugins against one, in folders named helm-NAME",
    scenario: "installed",
    of: "luff, 1000",
    against: "luff, 1",
    quantity: "wall",
    atMost: 2,
  },
  {
    text: "1,000 installed plugins against one, in folders named as the plugins",
    scenario: "installed",
    of: "luff, 1000, folders named as the plugins",
    against: "luff, 1, folders named as the plugins",
    quantity: "wall",
    atMost: 2,
  },
];

export interface Verdict {
  readonly text: string;
  readonly atMost: number;
  readonly ratio: number;
  readonly reached: boolean;
}

/** What came of the targets whose scenario was measured with both sides. */
export function judgeTargets(results: readonly ScenarioResult[]): readonly Verdict[] {
  return TARGETS.flatMap((target) => {
    const measured = results.find((result) => result.name === target.scenario)?.measured ?? [];
    const [value, reference] = [target.of, target.against].map((name) => medianOf(measured, name, target.quantity));
    if (value === undefined || reference === undefined) return [];
    const ratio = value / reference;
    return [{ text: target.text, atMost: target.atMost, ratio, reached: ratio <= target.atMost }];
  });
}

function medianOf(measured: readonly Measured[], name: string, quantity: Target["quantity"]): number | undefined {
  return measured.find((one) => one.command === name)?.[quantity]?.median;
}
