/** node:fs, loaded at the first call. Loading takes a millisecond and five megabytes, which a plugin's start can avoid. */
export function nodeFs(): typeof import("node:fs") {
  return require("node:fs") as typeof import("node:fs");
}
