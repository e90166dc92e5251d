import { join } from "node:path";
import { ROOT } from "../root.ts";

/** Where a session takes place. */
export interface Place {
  /** The working folder, and HOME. */
  readonly folder: string;
  /** The path that the session shows instead. */
  readonly shownAs: string;
  /** The PATH on which luff is. */
  readonly path: string;
  /** In characters. */
  readonly width: number;
}

/** Runs a program in a new terminal. */
const IN_TERMINAL = join(ROOT, "tests/fixtures/programs/in-terminal.py");

/** How the lines that were typed begin. */
const PROMPT = "$ ";

/**
 * What a terminal shows while lines are typed, one after the other, at the prompt of a POSIX shell. Throws if there is no python3, which
 * makes the terminal.
 */
export async function recordSession(lines: readonly string[], place: Place): Promise<string> {
  let session = "";
  for (const line of lines) session += `${PROMPT}${line}\n${await outputOf(line, place)}`;
  return session;
}

async function outputOf(line: string, { folder, shownAs, path, width }: Place): Promise<string> {
  const shell = ["/bin/sh", "-c", `stty cols ${width}; ${line}`];
  const env = { PATH: path, HOME: folder, TMPDIR: folder, TERM: "xterm", LC_ALL: "C.UTF-8" };
  const child = Bun.spawn(["python3", IN_TERMINAL, "", ...shell], {
    cwd: folder,
    env,
    stdin: "ignore",
    stderr: "inherit",
  });
  const output = await child.stdout.text();
  return output.replaceAll("\r\n", "\n").replaceAll(folder, shownAs);
}
