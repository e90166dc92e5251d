import type { LibraryModule } from "../library-function.ts";
import source from "./encoding.lua" with { type: "text" };

/** helm.encoding: base64, hexadecimal digits, and the parts of URLs. */
export const encoding: LibraryModule = { source };
