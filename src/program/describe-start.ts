import { shownPath } from "../platform/shown-path.ts";

/** What a call starts on Windows. */
export interface TakenStart {
  /** The path of the program; undefined for luff itself. */
  readonly program: string | undefined;
  /** The arguments that luff puts before all others. */
  readonly args?: readonly string[];
  /** Where it was found: "on PATH". */
  readonly origin?: string;
  /** The script or the batch file that it runs, if that is known. */
  readonly script?: string | undefined;
}

/** The sentence for `--debug` that says what was taken, and for which file. */
export function describeStart(taken: TakenStart): string {
  const { script } = taken;
  return `${describeProgram(taken)} ${script === undefined ? "is started" : `runs ${shownPath("windows", script)}`}`;
}

/** The program of such a sentence with the arguments of luff's own, and where it was found. */
export function describeProgram({
  program,
  args = [],
  origin,
}: Pick<TakenStart, "program" | "args" | "origin">): string {
  const who = [program === undefined ? "luff itself" : shownPath("windows", program), ...args].join(" ");
  return origin === undefined ? who : `${who} (${origin})`;
}
