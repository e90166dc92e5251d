import { existsSync } from "node:fs";
import { join } from "node:path";
import { libraries } from "../../src/lua/binary-facts.ts";
import { contentKey, importedFiles, type Inputs } from "../content-key.ts";
import { ROOT } from "../root.ts";
import { COMPILER, compilerIntegrity } from "./compiler-integrity.ts";
import { LIBRARY_CACHE, LIBRARY_SHA256S } from "./fetch-library-sources.ts";
import { ownSources } from "./library-units.ts";

const LINKER = join(import.meta.dir, "link-libraries.ts");
const UNITS = join(import.meta.dir, "with-units.ts");

/** The inputs of the linked C libraries: the sources, luff's own C files, the compiler and how it is called. */
export function linkedLibrariesInputs(): Inputs {
  return {
    files: [...ownSources(), join(import.meta.dir, "library-units.ts"), LINKER, ...importedFiles(UNITS)],
    words: [...LIBRARY_SHA256S, compilerIntegrity(), JSON.stringify(libraries)],
  };
}

/**
 * Compiles and links the C libraries for the Lua module, unless that was done before with the same inputs, and returns
 * the file. This takes about a minute. Throws if the compiler's package is not installed, or if the sources cannot be
 * downloaded.
 */
export async function ensureLinkedLibraries(): Promise<string> {
  const file = join(LIBRARY_CACHE, `linked-${contentKey(linkedLibrariesInputs())}.wasm`);
  if (existsSync(file)) return file;
  if (!existsSync(join(ROOT, "node_modules", COMPILER))) {
    throw new Error(`${COMPILER}, the compiler of the C libraries, is not installed: run npm run setup`);
  }
  console.error("compiling Lua's C libraries, once; this takes about a minute");
  // On its stdout the compiler's package counts how much of itself it has read.
  const linking = Bun.spawn([process.execPath, LINKER, file], { cwd: ROOT, stdio: ["ignore", "ignore", 2] });
  const status = await linking.exited;
  if (status !== 0) throw new Error(`build/c-libraries/link-libraries.ts ended with status ${status}`);
  return file;
}
