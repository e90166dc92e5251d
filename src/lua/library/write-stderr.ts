import type { LibraryFunction } from "./library-function.ts";
import { textOf } from "./text-of.ts";

/** Writes a text to stderr at once. */
export const writeStderr: LibraryFunction = ({ host }, text) => {
  host.terminal.write("stderr", textOf(text));
  return undefined;
};
