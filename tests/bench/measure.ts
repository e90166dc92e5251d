import { existsSync } from "node:fs";

/** A program to measure, with its environment and folder. */
export interface Command {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The exit status that it must have, so that nothing is measured that failed; 0 where absent. */
  readonly exitCode?: number;
  /** Makes the state in which it starts; not measured. */
  readonly prepare?: () => void;
  /** The program writes nothing, so its time always ends with the program. */
  readonly silent?: true;
}

export interface Timing {
  /** From before the start to after the end, in milliseconds. */
  readonly wall: number;
  /** Of the program and the children that it waited for, in milliseconds. */
  readonly cpu: number;
}

/** Runs a command once and returns its times. Throws where it ends otherwise than expected. */
export async function timeRun(command: Command): Promise<Timing> {
  command.prepare?.();
  const start = performance.now();
  const process = Bun.spawn([...command.argv], { ...place(command), stdout: "ignore" });
  await process.exited;
  const wall = performance.now() - start;
  await requireSuccess(command, process);
  return { wall, cpu: Number(process.resourceUsage()?.cpuTime.total ?? 0) / 1000 };
}

/** The milliseconds until a command has written its first bytes on stdout. The command is then left to its end. */
export async function timeFirstOutput(command: Command): Promise<Timing> {
  command.prepare?.();
  const start = performance.now();
  const process = Bun.spawn([...command.argv], { ...place(command), stdout: "pipe" });
  const reader = process.stdout.getReader();
  const first = await reader.read();
  const wall = performance.now() - start;
  while (!(await reader.read()).done);
  await process.exited;
  await requireSuccess(command, process);
  if (first.value === undefined) throw new Error(`${command.name} wrote nothing`);
  return { wall, cpu: Number(process.resourceUsage()?.cpuTime.total ?? 0) / 1000 };
}

const GNU_TIME = "/usr/bin/time";

/** Whether peak memory can be measured here. */
export const CAN_MEASURE_MEMORY = process.platform === "linux" && existsSync(GNU_TIME);

/**
 * The peak of a command's resident memory in bytes. What Bun.spawn tells is never below the measuring process's own peak,
 * since Linux counts the memory shared with the parent until exec; GNU time is small and forks the command itself.
 */
export async function peakMemory(command: Command): Promise<number> {
  command.prepare?.();
  const process = Bun.spawn([GNU_TIME, "--quiet", "-f", "%M", ...command.argv], {
    ...place(command),
    stdout: "ignore",
  });
  const [report] = await Promise.all([process.stderr.text(), process.exited]);
  const kilobytes = Number(report.trim().split("\n").at(-1));
  if (process.exitCode !== (command.exitCode ?? 0) || !(kilobytes > 0)) throw new Error(`${command.name}: ${report}`);
  return kilobytes * 1024;
}

function place(command: Command) {
  return { env: { ...command.env }, cwd: command.cwd, stdin: "ignore", stderr: "pipe" } as const;
}

async function requireSuccess(
  command: Command,
  process: Bun.Subprocess<"ignore", "ignore" | "pipe", "pipe">,
): Promise<void> {
  if (process.exitCode === (command.exitCode ?? 0)) return;
  const stderr = await process.stderr.text();
  throw new Error(`${command.name}: exit status ${process.exitCode ?? process.signalCode}\n${stderr}`);
}
