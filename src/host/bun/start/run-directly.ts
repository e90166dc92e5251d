import { resolve, toNamespacedPath } from "node:path";
import { HostError } from "../../host-error.ts";
import type { ChildOutput, ChildStart, ProgramStart } from "../../processes.ts";
import type { OutputStream } from "../../terminal.ts";
import {
  closeHandle,
  createProcess,
  emptyInput,
  newFile,
  standardHandles,
  waitForProcess,
} from "../children/windows-process.ts";
import { LIMIT_PAUSE, outgrows } from "./output-limit.ts";
import { quoteArgument } from "./quote-argument.ts";
import { endTied, tieHandle } from "./windows-job.ts";
import type { Handle } from "../library/windows-library.ts";
import { mergeVariables } from "../../merge-variables.ts";
import { withoutVariables } from "../../without-variables.ts";

/** Windows takes longer paths only with a prefix. */
const LONGEST_PATH = 259;

/**
 * Runs a program of Windows by its very path, whatever its name, which Bun does not, and returns its exit status. Its streams are this process's own, but
 * for a ChildStart. Ctrl-C is the program's while it runs. Throws HostError "not-executable".
 */
export function runDirectly(program: ProgramStart | ChildStart): number {
  for (const signal of ["SIGINT", "SIGBREAK", "SIGHUP"] as const) process.on(signal, keepRunning);
  const streams = attempt(program.file, () => ("stdout" in program ? childStreams(program) : standardHandles()));
  const child = attempt(program.file, () => start(program, streams));
  if (child === undefined) throw new HostError("not-executable", program.file, "it is not a program for this system");
  if ("stdout" in program) tieHandle(child);
  const isFull = "stdout" in program ? outgrows(program.stdout) : undefined;
  const endIfFull = (): void => {
    if (isFull?.() === true) endTied();
  };
  const status = waitForProcess(child, isFull && { action: endIfFull, pause: LIMIT_PAUSE });
  if ("stdout" in program && typeof program.stdout !== "string") closeHandle(streams[1] ?? 0n);
  if ("stdout" in program && program.errorFile !== undefined) closeHandle(streams[2] ?? 0n);
  return status;
}

function keepRunning(): void {}

function start(program: ProgramStart, streams: readonly Handle[]): Handle | undefined {
  const { file, name, args, variables, without = [] } = program;
  const path = resolve(file);
  return createProcess({
    file: path.length > LONGEST_PATH ? toNamespacedPath(path) : path,
    line: [name, ...args].map(quoteArgument).join(" "),
    environment: mergeVariables(withoutVariables(process.env, without, true), variables, true),
    streams,
  });
}

function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof HostError) throw error;
    const detail = "Bun cannot call Windows's functions here, which a program takes whose name has no ending";
    throw new HostError("other", file, detail, error);
  }
}

function childStreams({ stdout, errorFile, hasInput }: ChildStart): readonly Handle[] {
  const [input = 0n, output = 0n, errors = 0n] = standardHandles();
  const written = outputHandle(stdout, { stdout: output, stderr: errors });
  return [hasInput ? input : emptyInput(), written, errorFile === undefined ? errors : newFile(errorFile)];
}

function outputHandle(stdout: ChildOutput, own: Readonly<Record<OutputStream, Handle>>): Handle {
  return typeof stdout === "string" ? own[stdout] : newFile(stdout.file);
}
