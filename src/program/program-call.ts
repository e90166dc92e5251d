import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { OutputStream } from "../host/terminal.ts";
import type { Obstacle } from "./execution-obstacle.ts";

export interface ProgramCall {
  /** What asked for it, for messages: `plugin "diff"`. */
  readonly asker: string;
  /** The command word: a path, or a name that is looked for on PATH. */
  readonly word: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Where a child that reads nothing writes; absent for a program with the user's own streams, in luff's place on POSIX. */
  readonly childOutput?: OutputStream;
  /** What only Windows asks for; absent: the arguments and variables above will do for everything. */
  readonly windows?: WindowsCall;
}

/** How a call differs on Windows by what its word leads to. */
export interface WindowsCall {
  /** What the command interpreter is given in place of `args` where the word leads to it; undefined: `args` will do. */
  readonly interpreterArguments: (failure: string) => Promise<InterpreterArguments | undefined>;
  /** The variables that hold a path or a list of paths. */
  readonly pathVariables: readonly string[];
  /** The arguments with other values of the variables in them. */
  readonly argumentsWith: (variables: Readonly<Record<string, string>>) => readonly string[];
  /** Runs a Lua script in this process. */
  readonly runLuaScript: (script: string, args: readonly string[]) => Promise<number>;
  /** Is told which interpreter was taken, as a sentence. */
  readonly note: (text: string) => void;
}

/** The arguments of Windows's command interpreter, which make its line as they stand, and variables that the line needs. */
export interface InterpreterArguments {
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

export type ProgramHost = Pick<Host, "os" | "arch" | "files" | "environment" | "processes">;

/** The error of a program that does not start. */
export function startFailed(call: Pick<ProgramCall, "asker" | "word">, obstacle: Obstacle, cause?: unknown): AppError {
  const { reason, hint } = obstacle;
  const options = { ...(hint === undefined ? {} : { hint }), ...(cause === undefined ? {} : { cause }) };
  return new AppError("start-failed", `${failureOf(call)}: ${reason}`, options);
}

/** How the message of such an error begins. */
export function failureOf({ asker, word }: Pick<ProgramCall, "asker" | "word">): string {
  return `${asker}: cannot start "${word}"`;
}
