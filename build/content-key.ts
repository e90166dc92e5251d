import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

/** All that decides what a build step makes. */
export interface Inputs {
  /** Files that it reads, in a fixed order. */
  readonly files: readonly string[];
  /** What else decides: the versions of the programs that it runs, flags, names. */
  readonly words: readonly string[];
}

/** The Bun that runs the build. */
export const BUN_VERSION = `Bun ${Bun.version} ${Bun.revision}`;

/**
 * The name under which a cache keeps what is made of these inputs: other content, another file or another word give another
 * key. Times and folders do not count.
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

/** A TypeScript file and all files that it imports by relative paths, directly or not, in a fixed order. Types do not count. */
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
