import type { LibraryModule } from "../library-function.ts";
import showNull from "../show-null.lua" with { type: "text" };
import source from "./yaml.lua" with { type: "text" };

/** helm.yaml: YAML to Lua values and back, in C over LibYAML. */
export const yaml: LibraryModule = { source, parts: { show_null: showNull }, library: "helm.yaml" };
