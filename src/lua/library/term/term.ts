import type { LibraryModule } from "../library-function.ts";
import { textOf } from "../text-of.ts";
import source from "./term.lua" with { type: "text" };

/** helm.term: what is known of the terminal, colours and tables. */
export const term: LibraryModule = {
  source,
  facts: ({ os }) => ({ is_windows: os === "windows" }),
  functions: {
    is_terminal: ({ host }, stream) => host.terminal.isTerminal(textOf(stream) as "stdin" | "stdout" | "stderr"),
    width: ({ host }) => host.terminal.width("stdout"),
  },
};
