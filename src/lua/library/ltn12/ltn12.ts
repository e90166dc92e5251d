import type { LibraryModule } from "../library-function.ts";
import source from "./ltn12.lua" with { type: "text" };

/** ltn12: the sources, filters and sinks of LuaSocket. */
export const ltn12: LibraryModule = { source };
