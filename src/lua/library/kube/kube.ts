import output from "../process/output.lua" with { type: "text" };
import type { LibraryModule } from "../library-function.ts";
import source from "./kube.lua" with { type: "text" };

/** helm.kube: the program kubectl, and the releases in a cluster. */
export const kube: LibraryModule = { source, parts: { output } };
