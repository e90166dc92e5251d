import type { LibraryModule } from "../library-function.ts";
import source from "./https.lua" with { type: "text" };

/** ssl.https: LuaSec's requests. */
export const sslHttps: LibraryModule = { source };
