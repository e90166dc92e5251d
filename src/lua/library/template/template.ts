import type { LibraryModule } from "../library-function.ts";
import source from "./template.lua" with { type: "text" };

/** helm.template: Mustache. */
export const template: LibraryModule = { source };
