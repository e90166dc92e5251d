import { entryFunctions } from "../entry-functions.ts";
import { errorName } from "../error-names.ts";
import type { LibraryModule } from "../library-function.ts";
import { randomName } from "../random-name.ts";
import { temporaryFunctions } from "../temporary-functions.ts";
import wildcards from "../wildcards.lua" with { type: "text" };
import source from "./archive.lua" with { type: "text" };
import create from "./create.lua" with { type: "text" };
import input from "./input.lua" with { type: "text" };
import links from "./links.lua" with { type: "text" };
import names from "./names.lua" with { type: "text" };
import tar from "./tar.lua" with { type: "text" };
import unpack from "./unpack.lua" with { type: "text" };
import zip from "./zip.lua" with { type: "text" };

/** helm.archive: tar and zip archives. zlib is C in the machine; the rest is Lua. */
export const archive: LibraryModule = {
  source,
  library: "zlib",
  parts: { create, input, links, names, tar, unpack, wildcards, zip },
  facts: ({ os }) => ({ is_windows: os === "windows", ignores_case: os === "windows" || os === "darwin" }),
  functions: {
    ...temporaryFunctions,
    ...entryFunctions,
    random: randomName,
    error_name: ({ host }, number) => errorName(host.os, Number(number)),
  },
};
