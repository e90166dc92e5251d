/** node:fs, loaded at the first call: it costs a start a millisecond and five megabytes, which a plugin's start need not pay. */
export function nodeFs(): typeof import("node:fs") {
  return require("node:fs") as typeof import("node:fs");
}
