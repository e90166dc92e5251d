import type { Measured, Rounds } from "./interleave.ts";
import type { Command } from "./measure.ts";
import type { Workshop } from "./workshop.ts";

/** Commands that are measured side by side. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** The command that ratios refer to. */
  readonly reference: string;
  readonly untilFirstOutput?: boolean;
  /** Prepares the folders and returns the commands; `quick` asks for fewer. */
  commands(workshop: Workshop, quick: boolean): readonly Command[];
}

export interface ScenarioResult {
  readonly name: string;
  readonly title: string;
  readonly reference: string;
  readonly untilFirstOutput: boolean;
  readonly measured: readonly Measured[];
}

/** How often things are run. */
export function roundsFor(scenario: Scenario, quick: boolean): Rounds {
  const untilFirstOutput = scenario.untilFirstOutput ?? false;
  return quick ? { timed: 7, memory: 3, untilFirstOutput } : { timed: 30, memory: 7, untilFirstOutput };
}
