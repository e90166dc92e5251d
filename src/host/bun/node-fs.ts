/** node:fs, loaded at the first call. Loading takes a millisecond and five megabytes, which a plugin's start can avoid. */
export function nodeFs(): typeof import("node:fs") {
  loaded ??= require("node:fs") as typeof import("node:fs");
  return loaded;
}

/** A repeated `require` takes 2 µs. */
let loaded: typeof import("node:fs") | undefined;
