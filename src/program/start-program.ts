import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import type { ProgramStart } from "../host/processes.ts";
import type { Obstacle } from "./execution-obstacle.ts";
import { findProgram } from "./find-program.ts";
import { breaksLine, callOfBatchFile, callOfInterpreter, isBatchFile, isInterpreter } from "./batch-file.ts";
import { requireNoNul } from "./require-no-nul.ts";

export interface ProgramCall {
  /** What asked for it, for messages: `plugin "diff"`. */
  readonly asker: string;
  /** The command word: a path, or a name that is looked for on PATH. */
  readonly word: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** What Windows's command interpreter is given in place of `args` where the word leads to it; undefined: `args` will do. */
  readonly interpreterArguments?: (failure: string) => Promise<InterpreterArguments | undefined>;
}

/** The arguments of Windows's command interpreter, which make its line as they stand, and variables that the line needs. */
export interface InterpreterArguments {
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

type ProgramHost = Pick<Host, "os" | "arch" | "files" | "environment" | "processes">;

/** Runs a program with the user's own streams and returns its exit status. Throws AppError "start-failed". */
export async function startProgram(host: ProgramHost, call: ProgramCall): Promise<number> {
  const file = await requireProgram(host, call);
  requireNoNulInArguments(call);
  requireNoNul(failureOf(call), call.variables);
  try {
    return await host.processes.run(await programStart(host, call, file));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const { explainFailure } = await import("./explain-failure.ts");
    throw startFailed(call, explainFailure(host, file, error), error);
  }
}

/** Windows starts a batch file through its command interpreter, which takes a part of its own arguments for syntax. */
async function programStart(host: ProgramHost, call: ProgramCall, file: string): Promise<ProgramStart> {
  const program = { file, name: call.word, args: call.args, variables: call.variables };
  if (host.os !== "windows") return program;
  if (isInterpreter(file)) {
    const line = await call.interpreterArguments?.(failureOf(call));
    if (line === undefined) return program;
    return callOfInterpreter({ ...program, args: line.args, variables: { ...call.variables, ...line.variables } });
  }
  if (!isBatchFile(file)) return program;
  if (call.args.some(breaksLine)) {
    throw startFailed(call, { reason: "an argument holds a line break, which no batch file can be given" });
  }
  const system = host.environment.get("SystemRoot") ?? "C:\\Windows";
  return callOfBatchFile(program, `${system}\\System32\\cmd.exe`);
}

/** What there is to say of a program that does not start is loaded only then. */
async function requireProgram(host: ProgramHost, call: ProgramCall): Promise<string> {
  const found = findProgram(host, call.word);
  if (found.kind === "found") return found.file;
  const { explainNotFound } = await import("./explain-not-found.ts");
  throw startFailed(call, explainNotFound(host, call.word, found));
}

/** The system ends an argument at a NUL, so the program would be given half of it. */
function requireNoNulInArguments(call: ProgramCall): void {
  const index = call.args.findIndex((text) => text.includes("\0"));
  if (index >= 0) {
    throw startFailed(call, { reason: `argument ${index + 1} holds a NUL character, which no argument can` });
  }
}

function startFailed(call: ProgramCall, { reason, hint }: Obstacle, cause?: unknown): AppError {
  const options = { ...(hint === undefined ? {} : { hint }), ...(cause === undefined ? {} : { cause }) };
  return new AppError("start-failed", `${failureOf(call)}: ${reason}`, options);
}

function failureOf({ asker, word }: ProgramCall): string {
  return `${asker}: cannot start "${word}"`;
}
