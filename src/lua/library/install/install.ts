import { errorName } from "../error-names.ts";
import type { LibraryModule } from "../library-function.ts";
import { randomName } from "../random-name.ts";
import { temporaryFunctions } from "../temporary-functions.ts";
import source from "./install.lua" with { type: "text" };
import program from "./program.lua" with { type: "text" };
import wishes from "./wishes.lua" with { type: "text" };

/** helm.install: puts the program of a release into a plugin's folder. */
export const install: LibraryModule = {
  source,
  parts: { program, wishes },
  facts: ({ specs }) => ({ plugin: specs?.plugin }),
  functions: {
    ...temporaryFunctions,
    random: randomName,
    error_name: ({ host }, number) => errorName(host.os, Number(number)),
  },
};
