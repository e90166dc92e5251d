import type { LibraryModule } from "../library-function.ts";
import source from "./url.lua" with { type: "text" };

/** socket.url: LuaSocket's functions for URLs. */
export const socketUrl: LibraryModule = { source };
