import type { LibraryModule } from "../library-function.ts";
import fill from "../variable-fields.lua" with { type: "text" };
import source from "./paths.lua" with { type: "text" };

/** helm.paths: Helm's folders and files. */
export const paths: LibraryModule = { source, parts: { fill } };
