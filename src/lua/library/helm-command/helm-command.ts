import output from "../process/output.lua" with { type: "text" };
import type { LibraryModule } from "../library-function.ts";
import set from "./set.lua" with { type: "text" };
import source from "./helm-command.lua" with { type: "text" };

/** helm.helm: the program helm. */
export const helmCommand: LibraryModule = { source, parts: { output, set } };
