import type { LibraryModule } from "../library-function.ts";
import check from "./check.lua" with { type: "text" };
import source from "./cli.lua" with { type: "text" };

/** helm.cli: a plugin's arguments. */
export const cli: LibraryModule = { source, parts: { check } };
