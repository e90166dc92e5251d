import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildStamp } from "../build-stamp.ts";
import { clipanionPlatform, NO_STREAMS } from "../clipanion-platform.ts";
import { libraryChunks } from "../lua-library/library-chunks.ts";

/** A module of the program as a file of JavaScript. */
export interface BundledModule {
  readonly name: string;
  readonly path: string;
}

export interface Bundle {
  /** The main module first, then those that are loaded when needed. */
  readonly modules: readonly BundledModule[];
  /** The chunks of Lua's library, by the marks that the modules have in their place. */
  readonly chunks: ReadonlyMap<string, Uint8Array>;
}

/** Bundles a program into a folder. */
export async function bundleProgram(entrypoint: string, target: string, folder: string): Promise<Bundle> {
  const chunks = new Map<string, Uint8Array>();
  const { outputs } = await Bun.build({
    entrypoints: [entrypoint],
    target: "browser",
    format: "esm",
    splitting: true,
    minify: { whitespace: true, syntax: true, identifiers: false },
    external: ["qjs:*"],
    define: { ...buildStamp(target), ...ABSENT },
    plugins: [clipanionPlatform, libraryChunks(chunks)],
  });
  const modules: BundledModule[] = [];
  for (const output of outputs.toSorted(
    (a, b) => Number(b.kind === "entry-point") - Number(a.kind === "entry-point"),
  )) {
    const name = output.path.replace(/^.*\//, "");
    const path = join(folder, name);
    writeFileSync(path, await output.text());
    modules.push({ name, path });
  }
  return { modules, chunks };
}

/** Node's globals in clipanion: its own defaults, which luff's context replaces. */
const ABSENT: Readonly<Record<string, string>> = {
  "process.env.DEBUG_CLI": '""',
  "process.env": "({})",
  "process.argv": "[]",
  ...NO_STREAMS,
  "console.assert": "Boolean",
  "console.log": "Boolean",
};
