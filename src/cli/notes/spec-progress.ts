import type { Host } from "../../host/host.ts";
import { countOf } from "../../text/count-of.ts";

/** Shows how many of the files of specs have run. */
export interface SpecProgress {
  /** Draws the line anew. */
  update(done: number): void;
  /** Removes the line, before anything else is written and at the end. */
  clear(): void;
}

/** A line about progress on stderr, if that is a terminal that can go back to the beginning of a line. */
export function createSpecProgress(
  { terminal, environment }: Pick<Host, "terminal" | "environment">,
  total: number,
): SpecProgress {
  if (!terminal.isTerminal("stderr") || environment.get("TERM") === "dumb") return { update() {}, clear() {} };
  let length = 0;
  const clear = (): void => {
    if (length > 0) terminal.write("stderr", `\r${" ".repeat(length)}\r`);
    length = 0;
  };
  return {
    update(done) {
      clear();
      const line = `${done} of ${countOf(total, "file")}`;
      terminal.write("stderr", `\r${line}`);
      length = line.length;
    },
    clear,
  };
}
