import { latin1 } from "../bytes.ts";
import { C_LIBRARIES } from "../c-libraries/c-libraries.ts";
import { pushLibraryOpener } from "../c-libraries/push-library-opener.ts";
import type { Imports, Machine } from "../machine.ts";
import { returnToLua } from "./jump.ts";

/** What a script sees as the place of a library that is part of luff; compare Lua's ":preload:". */
const PLACE = ":luff:";

/**
 * The last of package.searchers. For the name of a C library, or of a module of luff's library that stands in for one,
 * it pushes the loader and the place, otherwise nothing, so that messages about missing modules are the same as Lua's.
 */
export function libraryImports(machine: Machine): Imports {
  return { luff_find_library: returnToLua((state) => findLibrary(machine, state)) };
}

function findLibrary(machine: Machine, state: number): number {
  const { lua } = machine;
  const name = latin1(machine.stringAt(state, 1));
  if (C_LIBRARIES.has(name)) {
    pushLibraryOpener(machine, state, name);
  } else if (machine.pushDropIn?.(state, name) !== true) return 0;
  lua.lua_pushstring(state, machine.text(PLACE));
  return 2;
}
