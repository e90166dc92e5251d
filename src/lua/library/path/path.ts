import type { LibraryModule } from "../library-function.ts";
import { homeFolder } from "../machine-folders.ts";
import { requireDone } from "../system-failure.ts";
import source from "./path.lua" with { type: "text" };

/** helm.path: the parts of paths. */
export const path: LibraryModule = {
  source,
  facts: ({ os }) => ({ is_windows: os === "windows" }),
  functions: {
    home: ({ machine }) => homeFolder(machine),
    working_folder: ({ machine }) => requireDone(machine.system.entries.workingFolder(), "."),
  },
};
