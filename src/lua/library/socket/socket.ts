import type { LibraryModule } from "../library-function.ts";
import { timeFunctions } from "../time-functions.ts";
import source from "./socket.lua" with { type: "text" };

/** socket: the two functions of LuaSocket that need no network. */
export const socket: LibraryModule = { source, functions: timeFunctions };
