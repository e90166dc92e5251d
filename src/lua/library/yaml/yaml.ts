import type { LibraryModule } from "../library-function.ts";
import source from "./yaml.lua" with { type: "text" };

/** helm.yaml: YAML to Lua values and back, in C over LibYAML. */
export const yaml: LibraryModule = { source, library: "helm.yaml" };
