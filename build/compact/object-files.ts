import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { COMPACT_CACHE } from "./fetch-sources.ts";

/** One C file and how it is compiled. Headers are looked for in the folders. */
export interface Compilation {
  readonly compiler: string;
  readonly flags: readonly string[];
  readonly source: string;
  readonly folders: readonly string[];
}

/** Compiles C files, as many at once as there are processors, and answers the object files; equal input is compiled once. */
export async function compileObjects(compilations: readonly Compilation[]): Promise<string[]> {
  const results: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < compilations.length; index = next++) {
      results[index] = await compileObject(compilations[index] as Compilation);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

async function compileObject(compilation: Compilation): Promise<string> {
  const { compiler, flags, source, folders } = compilation;
  const object = join(COMPACT_CACHE, "objects", `${digest(compilation)}.o`);
  if (existsSync(object)) return object;
  if (Bun.which(compiler) === null) {
    throw new Error(`${compiler} is missing: build/compact/install-compilers.sh installs it`);
  }
  mkdirSync(dirname(object), { recursive: true });
  const staged = `${object}.${process.pid}`;
  const child = Bun.spawn([compiler, ...flags, ...folders.map((each) => `-I${each}`), "-c", source, "-o", staged], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if ((await child.exited) !== 0) throw new Error(`${compiler} cannot compile ${source}`);
  renameSync(staged, object);
  return object;
}

/** Of the file, of every header that it may include, and of the command. */
function digest({ compiler, flags, source, folders }: Compilation): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([compiler, flags]))
    .update(readFileSync(source));
  for (const folder of folders) {
    for (const name of readdirSync(folder).sort()) {
      if (name.endsWith(".h")) hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest("hex").slice(0, 32);
}
