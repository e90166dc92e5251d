import { nodeFs } from "../node-fs.ts";
import { DIED_OF_SIGNAL } from "../../../errors/exit-statuses.ts";
import { isIgnoredNow } from "../interrupts/signal-action.ts";
import { openPosixLibrary } from "../library/posix-library.ts";
import type { ChildStart, ProgramStart } from "../../processes.ts";
import { mergeVariables } from "../../merge-variables.ts";
import { hostError } from "../system-error.ts";
import { noteInheritedDescriptors } from "./inherited-descriptors.ts";
import { keepEndsOfChildren } from "./keep-ends-of-children.ts";
import { withoutVariables } from "../../without-variables.ts";
import { LIMIT_PAUSE, outgrows } from "./output-limit.ts";

const FORWARDED_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;

/**
 * Runs a program as a child with this process's own streams and returns its exit status, 128 + n if signal n ended it.
 * Signals for this process are forwarded and do not end it. Throws HostError if the child cannot be started.
 */
export async function runAsChild(program: ProgramStart): Promise<number> {
  return runToEnd(program, ["inherit", "inherit", "inherit"]);
}

/** The same with other streams, and the program ends with this process, with all that it has started. */
export async function runWithStreams(program: ChildStart): Promise<number> {
  noteInheritedDescriptors();
  const opened: number[] = [];
  const openFile = (path: string): number => {
    const descriptor = createFile(path);
    opened.push(descriptor);
    return descriptor;
  };
  try {
    return await runStreams(program, outputOf(program, openFile), errorsOf(program, openFile));
  } finally {
    for (const descriptor of opened) nodeFs().closeSync(descriptor);
  }
}

type OpenFile = (path: string) => number;

function outputOf({ stdout }: ChildStart, openFile: OpenFile): "inherit" | number {
  if (typeof stdout !== "string") return openFile(stdout.file);
  return stdout === "stderr" ? 2 : "inherit";
}

function errorsOf({ errorFile }: ChildStart, openFile: OpenFile): "inherit" | number {
  return errorFile === undefined ? "inherit" : openFile(errorFile);
}

function createFile(path: string): number {
  try {
    return nodeFs().openSync(path, "wx");
  } catch (error) {
    throw hostError(error, path);
  }
}

async function runStreams(
  program: ChildStart,
  stdout: "inherit" | number,
  stderr: "inherit" | number,
): Promise<number> {
  const stdin = program.hasInput ? "inherit" : "ignore";
  const inherits = program.withoutDescriptors !== true;
  const libc = openPosixLibrary();
  const isFull = outgrows(program.stdout);
  if (libc === undefined) return runToEnd(program, [stdin, stdout, stderr], { ...(await tieOfPlatform()), isFull });
  const { runInGroup } = await import("./run-in-group.ts");
  const withoutHangup = program.withoutHangup === true;
  return runInGroup(libc, program, { stdin, stdout, stderr, inherits, withoutHangup, isFull });
}

async function tieOfPlatform(): Promise<Omit<ChildCare, "isFull"> | undefined> {
  if (process.platform !== "win32") return undefined;
  const { tieProcess, endTied } = await import("./windows-job.ts");
  return { tie: tieProcess, endTied };
}

type Stream = "inherit" | "ignore" | number;
interface ChildCare {
  /** Makes a process end with this one. */
  readonly tie?: (processId: number) => void;
  /** Ends the processes that were tied, with all that they have started. */
  readonly endTied?: () => void;
  /** Whether the output has reached its limit. */
  readonly isFull: (() => boolean) | undefined;
}

async function runToEnd(
  program: ProgramStart,
  stdio: [Stream, Stream, Stream],
  { tie, endTied, isFull }: Partial<ChildCare> = {},
): Promise<number> {
  let child: Bun.Subprocess | undefined;
  const windows = process.platform === "win32" ? await import("./windows-status.ts") : undefined;
  // On Windows the console notifies the child itself, and kill would leave it no time to clean up.
  const forward = (signal: NodeJS.Signals): void => {
    if (process.platform !== "win32") child?.kill(signal);
  };
  const libc = openPosixLibrary();
  if (libc !== undefined) keepEndsOfChildren(libc);
  const forwarded = FORWARDED_SIGNALS.filter((signal) => !isIgnoredNow(libc, signalNumber(signal)));
  for (const signal of forwarded) process.on(signal, forward);
  const endIfFull = (): void => {
    if (isFull?.() !== true) return;
    endTied?.();
    child?.kill("SIGKILL");
  };
  const timer = isFull && setInterval(endIfFull, LIMIT_PAUSE);
  try {
    child = startChild(program, stdio);
    tie?.(child.pid);
    const status = windows?.holdStatus(child.pid);
    await child.exited;
    return child.signalCode === null
      ? (status?.() ?? child.exitCode ?? 1)
      : DIED_OF_SIGNAL + signalNumber(child.signalCode);
  } finally {
    clearInterval(timer);
    for (const signal of forwarded) process.off(signal, forward);
  }
}

function startChild(program: ProgramStart, stdio: [Stream, Stream, Stream]): Bun.Subprocess {
  const onWindows = process.platform === "win32";
  try {
    return Bun.spawn([program.file, ...program.args], {
      argv0: program.name,
      env: mergeVariables(
        withoutVariables(process.env, program.without ?? [], onWindows),
        program.variables,
        onWindows,
      ),
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
