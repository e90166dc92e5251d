import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

/** Everything that determines the result of a build step. */
export interface Inputs {
  /** The files that it reads, in a fixed order. */
  readonly files: readonly string[];
  /** Everything else: the versions of the programs that it runs, flags, names. */
  readonly words: readonly string[];
}

/** The Bun that runs the build. */
export const BUN_VERSION = `Bun ${Bun.version} ${Bun.revision}`;

/**
 * The name of the result in a cache. Different content, files or words give a different key. Times and folders do not
 * matter.
 */
export function contentKey({ files, words }: Inputs): string {
  const hash = createHash("sha256").update(JSON.stringify(words));
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(JSON.stringify([basename(file), content.length])).update(content);
  }
  return hash.digest("hex").slice(0, 32);
}

const transpiler = new Bun.Transpiler({ loader: "ts" });

/**
 * A TypeScript file and all files that it imports by relative paths, directly or indirectly, in a fixed order. Imports
 * of types do not count.
 */
export function importedFiles(entrypoint: string): string[] {
  const found = new Set([resolve(entrypoint)]);
  for (const file of found) {
    if (!file.endsWith(".ts")) continue;
    for (const { path } of transpiler.scanImports(readFileSync(file, "utf8"))) {
      if (path.startsWith(".")) found.add(resolve(dirname(file), path));
    }
  }
  return [...found].toSorted();
}
