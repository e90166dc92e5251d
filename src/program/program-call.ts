import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { ChildOutput } from "../host/processes.ts";
import { shownPath } from "../platform/shown-path.ts";
import type { Obstacle } from "./execution-obstacle.ts";

export interface ProgramCall {
  /** Who starts it, for messages: `plugin "diff"`. */
  readonly asker: string;
  /** The command word: a path, or a name to search on PATH. */
  readonly word: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Names of variables of luff's own environment that the program does not get. */
  readonly without?: readonly string[];
  /** Where a child writes. Absent for a program with the user's own streams, which takes luff's place on POSIX. */
  readonly childOutput?: ChildOutput;
  /** The file for that child's stderr, which must not exist; otherwise it is the user's. */
  readonly childErrorFile?: string;
  /** Whether that child reads the user's stdin; otherwise it has no input. */
  readonly childHasInput?: true;
  /** Whether that child gets SIGTERM where luff gets SIGHUP or SIGQUIT. */
  readonly childWithoutHangup?: true;
  /** Whether an install hook of the plugin may make the program; for the hint if the program is missing. */
  readonly isMadeByHook?: boolean;
  /** Whether that child gets none of the descriptors that the user opened for a plugin. */
  readonly withoutDescriptors?: true;
  /** What only Windows needs. If absent, the arguments and variables above are used. */
  readonly windows?: WindowsCall;
}

/** How a call differs on Windows, depending on what its word leads to. */
export interface WindowsCall {
  /** The arguments if the word leads to cmd; undefined: use `args`. */
  readonly cmdArguments: (failure: string) => Promise<CmdArguments | undefined>;
  /** The variables that contain a path or a list of paths. */
  readonly pathVariables: readonly string[];
  /** The arguments, expanded with other values of the variables. */
  readonly argumentsWith: (variables: Readonly<Record<string, string>>) => readonly string[];
  /** Runs a Lua script in this process. */
  readonly runLuaScript: (script: string, args: readonly string[]) => Promise<number>;
  /** Called with a sentence that says what is started; undefined if nobody wants to know. */
  readonly note: ((text: string) => void) | undefined;
}

/** The arguments of cmd, which become its line unchanged, and the variables that the line needs. */
export interface CmdArguments {
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

export type ProgramHost = Pick<Host, "os" | "arch" | "files" | "environment" | "processes">;

/** The error for a program that does not start. */
export function startFailed(
  host: Pick<Host, "os">,
  call: Pick<ProgramCall, "asker" | "word">,
  { reason, hint, cause, exitCode }: Obstacle & { readonly cause?: unknown; readonly exitCode?: number },
): AppError {
  const options = {
    ...(hint !== undefined && { hint }),
    ...(cause !== undefined && { cause }),
    ...(exitCode !== undefined && { exitCode }),
  };
  return new AppError("start-failed", `${failureOf(host, call)}: ${reason}`, options);
}

/** The beginning of such an error's message. */
export function failureOf({ os }: Pick<Host, "os">, { asker, word }: Pick<ProgramCall, "asker" | "word">): string {
  return `${asker}: cannot start "${shownPath(os, word)}"`;
}
