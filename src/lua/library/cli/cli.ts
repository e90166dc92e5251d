import type { LibraryModule } from "../library-function.ts";
import source from "./cli.lua" with { type: "text" };

/** helm.cli: a plugin's arguments. */
export const cli: LibraryModule = { source };
