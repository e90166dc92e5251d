import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runProgram } from "../run-program.ts";

/** GNU's name, by Go's name for the architecture. */
const MACHINES: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "aarch64" };

/**
 * The compiler whose libstdc++ is used with musl's loader, by Go's name for the architecture; throws if there is no
 * musl.
 */
export function compilerForLoader(architecture: string): string {
  return `${machineOf(architecture)}-linux-gnu-g++`;
}

/**
 * Writes a copy of a musl executable that starts with a loader in the folder, and returns its path. The file keeps its
 * layout, so the folder's path can have at most 13 characters. Throws if the loader cannot be made.
 */
export function withOwnLoader(architecture: string, executable: string, folder: string): string {
  const original = Buffer.from(`/lib/ld-musl-${machineOf(architecture)}.so.1\0`);
  const loader = Buffer.from(`${folder}/lib/ld.so\0`);
  if (loader.length > original.length) throw new Error(`${folder} is too long a path for a loader`);
  mkdirSync(folder, { recursive: true });
  runProgram([resolve(import.meta.dir, "make-loader.sh"), architecture, folder, executable]);
  const bytes = readFileSync(executable);
  const at = bytes.indexOf(original);
  if (at < 0) throw new Error(`${executable} asks for no loader of musl`);
  bytes.fill(0, at, at + original.length);
  loader.copy(bytes, at);
  const copy = join(folder, "lib/luff");
  writeFileSync(copy, bytes, { mode: 0o755 });
  return copy;
}

function machineOf(architecture: string): string {
  const machine = MACHINES[architecture];
  if (machine === undefined) throw new Error(`no musl is known for ${architecture}`);
  return machine;
}
