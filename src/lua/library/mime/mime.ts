import type { LibraryModule } from "../library-function.ts";
import source from "./mime.lua" with { type: "text" };

/** mime: the encodings of mail of LuaSocket. */
export const mime: LibraryModule = { source };
