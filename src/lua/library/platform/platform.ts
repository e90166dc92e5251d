import { homeFolder } from "../machine-folders.ts";
import type { LibraryModule } from "../library-function.ts";
import source from "./platform.lua" with { type: "text" };

/** helm.platform: the operating system, the architecture, and whose machine it is. */
export const platform: LibraryModule = {
  source,
  facts: ({ os, arch }) => ({ os, arch }),
  functions: { home: ({ machine }) => homeFolder(machine) },
};
