import { join } from "node:path";
import { ROOT } from "./root.ts";

/** Node's streams in clipanion: its own defaults, which luff's context replaces. In Bun they load its modules for streams and terminals. */
export const NO_STREAMS: Readonly<Record<string, string>> = {
  "process.stdin": "null",
  "process.stdout": "null",
  "process.stderr": "null",
};

/** clipanion imports "../platform/package.json" to choose between Node's streams and none. luff needs none. */
export const clipanionPlatform: Bun.BunPlugin = {
  name: "clipanion-platform",
  setup(build) {
    build.onResolve({ filter: /^\.\.\/platform$/ }, ({ importer }) => {
      if (!importer.includes("clipanion")) return undefined;
      const ending = importer.endsWith(".mjs") ? "mjs" : "js";
      return { path: join(ROOT, `node_modules/clipanion/lib/platform/browser.${ending}`) };
    });
  },
};
