import { lfs } from "./lfs/lfs.ts";
import type { LibraryModule } from "./library-function.ts";
import { socket } from "./socket/socket.ts";

/** Modules with the names and functions of packages of LuaRocks. `require` finds them after a script's own files. */
export const DROP_INS: Readonly<Record<string, LibraryModule>> = { lfs, socket };
