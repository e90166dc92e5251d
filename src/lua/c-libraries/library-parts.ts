import type { LibraryPart } from "../../host/lua-system.ts";

export type { LibraryPart };

/** The parts that the libraries in C are in, by the names under which luff opens them. Others are in what all of them share. */
const PARTS: Readonly<Record<string, LibraryPart>> = {
  cjson: "cjson",
  "cjson.safe": "cjson",
  "helm.json": "json",
  "helm.regex": "regex",
  "helm.yaml": "yaml",
  lpeg: "lpeg",
  yaml: "yaml",
  zlib: "zlib",
};

export const LIBRARY_PARTS: readonly LibraryPart[] = [...new Set(Object.values(PARTS))];

/** The part that a C library is in; undefined for one, or for a Lua file, that what all of them share is enough for. */
export function partOf(library: string): LibraryPart | undefined {
  return PARTS[library];
}
