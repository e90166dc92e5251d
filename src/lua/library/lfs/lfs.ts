import { entryFunctions } from "../entry-functions.ts";
import { errorNumberOf } from "../error-names.ts";
import type { LibraryModule } from "../library-function.ts";
import { requireDone } from "../system-failure.ts";
import { bytesOf, textOf } from "../text-of.ts";
import source from "./lfs.lua" with { type: "text" };

/** lfs: the functions of LuaFileSystem 1.8. */
export const lfs: LibraryModule = {
  source,
  facts: ({ os }) => ({ is_windows: os === "windows" }),
  functions: {
    ...entryFunctions,
    error_number: ({ host }, name) => errorNumberOf(host.os, textOf(name)),
    working_folder: ({ machine }) => requireDone(machine.system.entries.workingFolder(), "."),
    change_folder({ machine }, path) {
      requireDone(machine.system.entries.changeFolder(bytesOf(path)), textOf(path));
      return true;
    },
  },
};
