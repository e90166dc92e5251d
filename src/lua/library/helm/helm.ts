import type { LibraryModule } from "../library-function.ts";
import source from "./helm.lua" with { type: "text" };

/** The table that loads each module of the library at its first use. */
export const helm: LibraryModule = { source };
