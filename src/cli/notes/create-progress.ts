import type { Host } from "../../host/host.ts";
import type { Progress } from "../../http/download.ts";
import { renderProgress } from "../../output/progress-line.ts";

/** A download that is done sooner shows nothing, in milliseconds. */
const QUIET = 1000;
/** Between two drawings. */
const PAUSE = 100;

/** Draws how far a download is on stderr, if that is a terminal that can go back to the beginning of a line. Asks only when there is something to draw. */
export function createProgress({
  terminal,
  clock,
  environment,
}: Pick<Host, "terminal" | "clock" | "environment">): Progress {
  const widthOfLine = (): number =>
    terminal.isTerminal("stderr") && environment.get("TERM") !== "dumb" ? terminal.width("stderr") - 1 : 0;
  let width: number | undefined;
  let begun: number | undefined;
  let drawn = 0;
  let length = 0;
  const draw = (line: string): void => terminal.write("stderr", `\r${line.padEnd(length)}`);
  return {
    update(received, total) {
      const now = clock.now();
      begun ??= now;
      if (now - begun < QUIET || now - drawn < PAUSE) return;
      width ??= widthOfLine();
      if (width === 0) return;
      const line = renderProgress(received, total, width);
      draw(line);
      [drawn, length] = [now, line.length];
    },
    end() {
      if (length > 0) terminal.write("stderr", `\r${" ".repeat(length)}\r`);
      [begun, drawn, length] = [undefined, 0, 0];
    },
  };
}
