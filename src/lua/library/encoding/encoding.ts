import type { LibraryModule } from "../library-function.ts";
import source from "./encoding.lua" with { type: "text" };

/** helm.encoding: base64, hexadecimal digits, the parts of URLs, and gzip. */
export const encoding: LibraryModule = { source, library: "zlib" };
