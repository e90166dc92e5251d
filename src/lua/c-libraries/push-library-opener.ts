import type { LibraryExports, State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import { partOf } from "./library-parts.ts";

/** Pushes the function that opens the C library whose name is its argument, which must be `library`. Makes that library ready. */
export function pushLibraryOpener({ lua, instance }: Machine, state: State, library: string): void {
  const libraries = instance.libraries(partOf(library)) as unknown as LibraryExports;
  lua.lua_pushcclosure(state, libraries.luff_library_opener(), 0);
}
