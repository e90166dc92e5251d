import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runProgram } from "../compact/run-program.ts";

const LOADER = Buffer.from("/lib/ld-musl-x86_64.so.1\0");

/**
 * Writes a copy of an executable for musl that starts with a loader in the folder, and answers its path. The file keeps its
 * layout, so the folder's path must be short: 13 characters at the most. Throws where the loader cannot be had.
 */
export function withOwnLoader(executable: string, folder: string): string {
  const loader = Buffer.from(`${folder}/lib/ld.so\0`);
  if (loader.length > LOADER.length) throw new Error(`${folder} is too long a path for a loader`);
  mkdirSync(folder, { recursive: true });
  runProgram([resolve(import.meta.dir, "make-loader.sh"), folder, executable]);
  const bytes = readFileSync(executable);
  const at = bytes.indexOf(LOADER);
  if (at < 0) throw new Error(`${executable} asks for no loader of musl`);
  bytes.fill(0, at, at + LOADER.length);
  loader.copy(bytes, at);
  const copy = join(folder, "luff");
  writeFileSync(copy, bytes, { mode: 0o755 });
  return copy;
}
