import { entryFunctions } from "../entry-functions.ts";
import { errorName } from "../error-names.ts";
import type { LibraryModule } from "../library-function.ts";
import { temporaryFolder } from "../machine-folders.ts";
import { randomName } from "../random-name.ts";
import { temporaryFunctions } from "../temporary-functions.ts";
import wildcards from "../wildcards.lua" with { type: "text" };
import change from "./change.lua" with { type: "text" };
import content from "./content.lua" with { type: "text" };
import entries from "./entries.lua" with { type: "text" };
import source from "./fs.lua" with { type: "text" };
import glob from "./glob.lua" with { type: "text" };
import mode from "./mode.lua" with { type: "text" };
import temporary from "./temporary.lua" with { type: "text" };
import walk from "./walk.lua" with { type: "text" };

/** helm.fs: files and folders. Lua's io reads and writes; the rest is the host's. */
export const fs: LibraryModule = {
  source,
  parts: { change, content, entries, glob, mode, temporary, walk, wildcards },
  facts: ({ os }) => ({ is_windows: os === "windows" }),
  functions: {
    ...temporaryFunctions,
    ...entryFunctions,
    error_name: ({ host }, number) => errorName(host.os, Number(number)),
    random: randomName,
    temporary: ({ machine }) => temporaryFolder(machine),
  },
};
