import type { LibraryModule } from "../library-function.ts";
import fill from "../variable-fields.lua" with { type: "text" };
import source from "./plugin.lua" with { type: "text" };

/** helm.plugin: the plugin that runs. */
export const plugin: LibraryModule = {
  source,
  parts: { fill },
  facts: ({ ownFiles }) => ({ own_files: ownFiles }),
};
