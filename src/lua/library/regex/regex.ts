import type { LibraryModule } from "../library-function.ts";
import source from "./regex.lua" with { type: "text" };

/** helm.regex: regular expressions over bytes, in C, in linear time. */
export const regex: LibraryModule = { source, library: "helm.regex" };
