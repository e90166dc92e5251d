import type { LibraryPart } from "./library-parts.ts";

/** So much of a script is searched, in bytes. */
const BEGINNING = 1 << 16;

/** Calls of `require`, also by pcall, with the name of a module that may need C libraries. */
const CALLS = /\brequire[\s(,]*(?:["']|\[\[)([\w.]+)["'\]]/g;

/** What modules need of the C libraries. helm.install reads the plugin's manifest, and unpacks. */
const NEEDED: Readonly<Record<string, readonly LibraryPart[]>> = {
  cjson: ["cjson"],
  "cjson.safe": ["cjson"],
  "helm.archive": ["zlib"],
  "helm.install": ["yaml", "zlib"],
  "helm.json": ["json"],
  "helm.regex": ["regex"],
  "helm.yaml": ["yaml"],
  lpeg: ["lpeg"],
  lyaml: ["yaml"],
  re: ["lpeg"],
  yaml: ["yaml"],
  zlib: ["zlib"],
};

const decoder = new TextDecoder();

/** The parts of the C libraries that modules need which a script's text requires, so that it is worth making them ready early. */
export function mentionedParts(source: Uint8Array): readonly LibraryPart[] {
  const parts = new Set<LibraryPart>();
  for (const [, name = ""] of decoder.decode(source.subarray(0, BEGINNING)).matchAll(CALLS)) {
    if (!Object.hasOwn(NEEDED, name)) continue;
    for (const part of NEEDED[name] ?? []) parts.add(part);
  }
  return [...parts];
}
