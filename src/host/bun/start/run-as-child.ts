import { nodeFs } from "../node-fs.ts";
import { DIED_OF_SIGNAL } from "../../../errors/exit-statuses.ts";
import type { ChildStart, ProgramStart } from "../../processes.ts";
import { mergeVariables } from "../../merge-variables.ts";
import { hostError } from "../system-error.ts";

const FORWARDED_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/**
 * Runs a program as a child with this process's own streams and returns its exit status, 128 + n if signal n ended it.
 * Signals for this process are forwarded and do not end it. Throws HostError if the child cannot be started.
 */
export async function runAsChild(program: ProgramStart): Promise<number> {
  return runToEnd(program, { stdio: ["inherit", "inherit", "inherit"], isTold: () => false });
}

/** The same with other streams. At a terminal, Ctrl-C reaches the child directly, so it is not forwarded. */
export async function runWithStreams(program: ChildStart): Promise<number> {
  const { stdout } = program;
  if (typeof stdout === "string") return runStreams(program, stdout === "stderr" ? 2 : "inherit");
  const descriptor = createFile(stdout.file);
  try {
    return await runStreams(program, descriptor);
  } finally {
    nodeFs().closeSync(descriptor);
  }
}

function createFile(path: string): number {
  try {
    return nodeFs().openSync(path, "wx");
  } catch (error) {
    throw hostError(error, path);
  }
}

async function runStreams(program: ChildStart, stdout: Stream): Promise<number> {
  const { isTerminal } = require("../streams/is-terminal.ts") as typeof import("../streams/is-terminal.ts");
  const isTold = (signal: NodeJS.Signals): boolean => signal === "SIGINT" && isTerminal(0);
  return runToEnd(program, { stdio: [program.hasInput ? "inherit" : "ignore", stdout, "inherit"], isTold });
}

type Stream = "inherit" | "ignore" | number;

interface ChildOptions {
  readonly stdio: [Stream, Stream, Stream];
  /** Whether the child receives such a signal directly. */
  readonly isTold: (signal: NodeJS.Signals) => boolean;
}

async function runToEnd(program: ProgramStart, { stdio, isTold }: ChildOptions): Promise<number> {
  let child: Bun.Subprocess | undefined;
  const windows = process.platform === "win32" ? await import("./windows-status.ts") : undefined;
  // On Windows the console notifies the child itself, and kill would leave it no time to clean up.
  const forward = (signal: NodeJS.Signals): void => {
    if (process.platform !== "win32" && !isTold(signal)) child?.kill(signal);
  };
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
  try {
    child = startChild(program, stdio);
    const status = windows?.holdStatus(child.pid);
    await child.exited;
    return child.signalCode === null
      ? (status?.() ?? child.exitCode ?? 1)
      : DIED_OF_SIGNAL + signalNumber(child.signalCode);
  } finally {
    for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
  }
}

function startChild(program: ProgramStart, stdio: ChildOptions["stdio"]): Bun.Subprocess {
  try {
    return Bun.spawn([program.file, ...program.args], {
      argv0: program.name,
      env: mergeVariables(process.env, program.variables, process.platform === "win32"),
      stdio,
      windowsVerbatimArguments: program.verbatim === true,
    });
  } catch (error) {
    throw hostError(error, program.file);
  }
}

/** node:os is loaded only here, because it makes every start slower. */
function signalNumber(name: NodeJS.Signals | number): number {
  if (typeof name === "number") return name;
  const { constants } = require("node:os") as typeof import("node:os");
  return constants.signals[name];
}
