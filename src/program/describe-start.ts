import { shownPath } from "../platform/shown-path.ts";

/** What a call starts on Windows. */
export interface TakenStart {
  /** The path of the program; undefined for luff itself. */
  readonly program: string | undefined;
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

/** The program of such a sentence, and where it was found. */
export function describeProgram({ program, origin }: Pick<TakenStart, "program" | "origin">): string {
  const who = program === undefined ? "luff itself" : shownPath("windows", program);
  return origin === undefined ? who : `${who} (${origin})`;
}
