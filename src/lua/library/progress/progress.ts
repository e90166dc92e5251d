import type { LibraryModule } from "../library-function.ts";
import { timeFunctions } from "../time-functions.ts";
import plain from "../plain-text.lua" with { type: "text" };
import { writeStderr } from "../write-stderr.ts";
import source from "./progress.lua" with { type: "text" };

/** helm.progress: how far a long work is, in a line of the terminal on stderr. */
export const progress: LibraryModule = {
  source,
  parts: { plain },
  functions: {
    ...timeFunctions,
    is_terminal: ({ host }) => host.terminal.isTerminal("stderr"),
    width: ({ host }) => host.terminal.width("stderr"),
    write: writeStderr,
  },
};
