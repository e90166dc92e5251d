import type { LibraryModule } from "../library-function.ts";
import { requireDone } from "../system-failure.ts";
import source from "./path.lua" with { type: "text" };

/** helm.path: the parts of paths. */
export const path: LibraryModule = {
  source,
  facts: ({ os, environment }) => ({ is_windows: os === "windows", home: environment.home }),
  functions: {
    working_folder: ({ machine }) => requireDone(machine.system.entries.workingFolder(), "."),
  },
};
