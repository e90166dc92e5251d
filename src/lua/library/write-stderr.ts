import { removeProgressLine } from "../progress-line.ts";
import type { LibraryFunction } from "./library-function.ts";
import { textOf } from "./text-of.ts";

/** Writes a text to stderr at once, in the place of a progress bar. */
export const writeStderr: LibraryFunction = ({ machine, host }, text) => {
  removeProgressLine(machine);
  host.terminal.write("stderr", textOf(text));
  return undefined;
};
