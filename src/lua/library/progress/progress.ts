import type { LibraryFunction, LibraryModule } from "../library-function.ts";
import { timeFunctions } from "../time-functions.ts";
import plain from "../plain-text.lua" with { type: "text" };
import { removeProgressLine } from "../../progress-line.ts";
import { textOf } from "../text-of.ts";
import source from "./progress.lua" with { type: "text" };

/** Writes the line of a bar, which goes before anything else is written. */
const drawLine: LibraryFunction = ({ machine, host }, line) => {
  host.terminal.write("stderr", textOf(line));
  machine.hasProgressLine = true;
  return undefined;
};

/** helm.progress: how far a long work is, in a line of the terminal on stderr. */
export const progress: LibraryModule = {
  source,
  parts: { plain },
  functions: {
    ...timeFunctions,
    is_terminal: ({ host }) => host.terminal.isTerminal("stderr"),
    width: ({ host }) => host.terminal.width("stderr"),
    draw: drawLine,
    remove: ({ machine }) => {
      removeProgressLine(machine);
      return undefined;
    },
  },
};
