import { CAN_MEASURE_MEMORY, type Command, peakMemory, timeFirstOutput, timeRun, type Timing } from "./measure.ts";
import { summarise, type Summary } from "./statistics.ts";

export interface Measured {
  readonly command: string;
  /** Milliseconds. */
  readonly wall: Summary;
  /** Milliseconds of user and system time. */
  readonly cpu: Summary;
  /** Bytes; absent where it cannot be measured. */
  readonly memory: Summary | undefined;
  /** The same, each round by itself: the nth samples of two commands were taken one soon after the other. */
  readonly samples: Readonly<Record<"wall" | "cpu" | "memory", readonly number[]>>;
}

export interface Rounds {
  /** Rounds that count. */
  readonly timed: number;
  /** Rounds that go before and are thrown away: by default a tenth of those that count, and at least two. */
  readonly warmUp?: number;
  readonly memory: number;
  /** Whether the time ends at the first output instead of at the end of the program. */
  readonly untilFirstOutput?: boolean;
}

/**
 * Runs all commands in turn, A B C, B C A, …, so that a change of the machine's speed meets all alike, and returns what was
 * measured in the order of the commands.
 */
export async function interleave(commands: readonly Command[], rounds: Rounds): Promise<readonly Measured[]> {
  const time = (command: Command): Promise<Timing> =>
    rounds.untilFirstOutput === true && command.silent !== true ? timeFirstOutput(command) : timeRun(command);
  const warmUp = rounds.warmUp ?? Math.max(2, Math.ceil(rounds.timed / 10));
  await collect(commands, warmUp, time);
  const timings = await collect(commands, rounds.timed, time);
  const memory = CAN_MEASURE_MEMORY ? await collect(commands, rounds.memory, peakMemory) : undefined;
  return commands.map(({ name }, index) => {
    const wall = timings[index]!.map((timing) => timing.wall);
    const cpu = timings[index]!.map((timing) => timing.cpu);
    return summariseCommand(name, { wall, cpu, memory: memory?.[index] ?? [] });
  });
}

/** The measurement of one command, from its samples. */
export function summariseCommand(command: string, samples: Measured["samples"]): Measured {
  const { wall, cpu, memory } = samples;
  return {
    command,
    wall: summarise(wall),
    cpu: summarise(cpu),
    memory: memory.length === 0 ? undefined : summarise(memory),
    samples,
  };
}

async function collect<T>(
  commands: readonly Command[],
  rounds: number,
  take: (command: Command) => Promise<T>,
): Promise<T[][]> {
  const samples: T[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < commands.length; turn++) {
      const index = (round + turn) % commands.length;
      samples[index]!.push(await take(commands[index]!));
    }
  }
  return samples;
}
