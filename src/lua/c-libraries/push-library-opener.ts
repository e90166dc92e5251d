import type { LibraryExports, State } from "../lua-exports.ts";
import type { Machine } from "../machine.ts";
import { partOf } from "./library-parts.ts";

/** Pushes the function that opens a C library, which it makes ready. */
export function pushLibraryOpener(machine: Machine, state: State, library: string): void {
  const { lua, instance } = machine;
  const libraries = instance.libraries(partOf(library)) as unknown as LibraryExports;
  lua.lua_pushstring(state, machine.text(library));
  lua.lua_pushcclosure(state, libraries.luff_library_opener(), 1);
}
