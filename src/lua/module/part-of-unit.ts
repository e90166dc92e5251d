import type { LibraryPart } from "../c-libraries/library-parts.ts";

/** The parts of the C libraries, by the names of their object files. */
const PARTS: readonly (readonly [RegExp, LibraryPart])[] = [
  [/^cjson-/, "cjson"],
  [/^json/, "json"],
  [/^lpeg-/, "lpeg"],
  [/^regex/, "regex"],
  [/^(?:lib|l)?yaml/, "yaml"],
  [/^(?:luaZ|z)lib-|^adler32/, "zlib"],
];

/** The part of the C libraries that an object file belongs to; undefined for what several of them may call. */
export function partOfUnit(unit: string): LibraryPart | undefined {
  return PARTS.find(([name]) => name.test(unit))?.[1];
}
