import type { LibraryExports, State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";

/** Pushes the function that opens the C library whose name is its argument. The first call makes the libraries ready. */
export function pushLibraryOpener({ lua, instance }: Machine, state: State): void {
  const libraries = instance.libraries() as unknown as LibraryExports;
  lua.lua_pushcclosure(state, libraries.luff_library_opener(), 0);
}
