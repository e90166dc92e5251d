import { type Command, timeRun } from "../measure.ts";
import { summarise, type Summary } from "../statistics.ts";

/** Runs all commands in turn, A B, B A, …, and returns the wall time of each in milliseconds, in their order. */
export async function takeTurns(
  commands: readonly Command[],
  rounds: number,
  take: (command: Command) => Promise<number> = wallTime,
): Promise<readonly Summary[]> {
  const samples = commands.map((command) => ({ command, taken: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    const turn = round % 2 === 0 ? samples : samples.toReversed();
    for (const { command, taken } of turn) taken.push(await take(command));
  }
  return samples.map(({ taken }) => summarise(taken));
}

async function wallTime(command: Command): Promise<number> {
  return (await timeRun(command)).wall;
}
