import type { LibraryModule } from "../library-function.ts";
import showNull from "../show-null.lua" with { type: "text" };
import source from "./json.lua" with { type: "text" };

/** helm.json: JSON to Lua values and back, in C. */
export const json: LibraryModule = { source, parts: { show_null: showNull }, library: "helm.json" };
