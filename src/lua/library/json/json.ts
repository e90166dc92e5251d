import type { LibraryModule } from "../library-function.ts";
import source from "./json.lua" with { type: "text" };

/** helm.json: JSON to Lua values and back, in C. */
export const json: LibraryModule = { source, library: "helm.json" };
