import type { Measured, Rounds } from "./interleave.ts";
import type { Command } from "./measure.ts";
import type { Workshop } from "./workshop.ts";

/** A command that cannot be measured here, and why. */
export interface Absent {
  readonly command: string;
  readonly reason: string;
}

/** Commands that are measured side by side. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** The command that ratios refer to. */
  readonly reference: string;
  readonly untilFirstOutput?: boolean;
  /** Whether most of a round's time is work, so that a few rounds are enough. */
  readonly takesSeconds?: boolean;
  /** The commands that are missing here; their rows say so. */
  absent?(workshop: Workshop): readonly Absent[];
  /** Prepares the folders and returns the commands; `quick` asks for fewer. */
  commands(workshop: Workshop, quick: boolean): readonly Command[];
}

export interface ScenarioResult {
  readonly name: string;
  readonly title: string;
  readonly reference: string;
  readonly untilFirstOutput: boolean;
  readonly measured: readonly Measured[];
  readonly absent: readonly Absent[];
}

/** How often things are run. */
export function roundsFor(scenario: Scenario, quick: boolean): Rounds {
  const untilFirstOutput = scenario.untilFirstOutput ?? false;
  if (scenario.takesSeconds === true) return { timed: quick ? 3 : 7, memory: 1, warmUp: 1, untilFirstOutput };
  return quick ? { timed: 7, memory: 3, untilFirstOutput } : { timed: 30, memory: 7, untilFirstOutput };
}
