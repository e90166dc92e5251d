import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { atOnce } from "../at-once.ts";
import { contentKey, type Inputs } from "../content-key.ts";
import { exclusively } from "./exclusively.ts";
import { COMPACT_CACHE } from "./fetch-sources.ts";
import { runProgram } from "../run-program.ts";

/**
 * One C file and how it is compiled. The folders are searched for headers; there are no warnings about headers in the
 * foreign ones.
 */
export interface Compilation {
  readonly compiler: string;
  readonly flags: readonly string[];
  readonly source: string;
  readonly folders: readonly string[];
  readonly foreignFolders: readonly string[];
}

/**
 * Compiles C files, as many at once as there are processors, and returns the object files. Compiles equal inputs only
 * once.
 */
export async function compileObjects(compilations: readonly Compilation[]): Promise<string[]> {
  return atOnce(compilations, compileObject);
}

async function compileObject(compilation: Compilation): Promise<string> {
  const object = join(COMPACT_CACHE, "objects", `${contentKey(objectInputs(compilation))}.o`);
  if (existsSync(object)) return object;
  mkdirSync(dirname(object), { recursive: true });
  // Test files that run at the same time need the same object files.
  await exclusively(`${object}.lock`, async () => {
    if (!existsSync(object)) await compile(compilation, object);
  });
  return object;
}

async function compile(compilation: Compilation, object: string): Promise<void> {
  const { compiler, flags, source, folders, foreignFolders } = compilation;
  const staged = `${object}.${process.pid}`;
  const include = [...folders.map((each) => `-I${each}`), ...foreignFolders.map((each) => `-isystem${each}`)];
  const child = Bun.spawn([compiler, ...flags, ...include, "-c", source, "-o", staged], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if ((await child.exited) !== 0) throw new Error(`${compiler} cannot compile ${source}`);
  renameSync(staged, object);
}

/** The inputs of an object file: the source, every header that it may include, the command and the compiler's version. */
export function objectInputs({ compiler, flags, source, folders, foreignFolders }: Compilation): Inputs {
  const headers = [...folders, ...foreignFolders].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".h"))
      .toSorted()
      .map((name) => join(folder, name)),
  );
  return { files: [source, ...headers], words: [compilerVersion(compiler), ...flags] };
}

const versions = new Map<string, string>();

/** A compiler's name and version, and its package's. Throws if it is missing. */
export function compilerVersion(compiler: string): string {
  if (Bun.which(compiler) === null) {
    throw new Error(`${compiler} is missing: build/compact/install-compilers.sh installs it`);
  }
  const version = versions.get(compiler) ?? runProgram([compiler, "--version"]);
  versions.set(compiler, version);
  return version;
}
