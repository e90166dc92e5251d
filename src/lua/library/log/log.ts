import type { LibraryModule } from "../library-function.ts";
import source from "./log.lua" with { type: "text" };

/** helm.log: messages on stderr. */
export const log: LibraryModule = { source };
