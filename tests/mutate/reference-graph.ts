import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { importsIn } from "../helpers/imports-of.ts";

/** A path of a TypeScript file in quotes: a test names a program that it starts in this way, relative to its own folder. */
const QUOTED = /["'`]([^"'`\n]+\.ts)["'`]/g;

/** Which files run when others run, by path below the root. */
export interface ReferenceGraph {
  /** The file itself and all files that it imports or names as a program, over any number of steps. */
  reachedFrom(file: string): ReadonlySet<string>;
  /** The files that import a file by themselves, those of types included. */
  importersOf(file: string): readonly string[];
}

/** Reads the references between files; those that are not in `files` are left out. */
export function readReferences(root: string, files: readonly string[]): ReferenceGraph {
  const all = new Map(files.map((file) => [file, referencesOf(root, file)]));
  return {
    reachedFrom(file) {
      const reached = new Set([file]);
      for (const one of reached) for (const next of all.get(one)?.values ?? []) reached.add(next);
      return reached;
    },
    importersOf: (file) => files.filter((one) => all.get(one)?.imports.includes(file)),
  };
}

interface References {
  readonly imports: readonly string[];
  /** Without imports of types. */
  readonly values: readonly string[];
}

function referencesOf(root: string, file: string): References {
  const source = readFileSync(join(root, file), "utf8");
  const locate = (specifier: string): string =>
    relative(root, resolve(root, dirname(file), specifier)).replaceAll("\\", "/");
  const found = importsIn(source).filter(({ specifier }) => specifier.startsWith("."));
  const types = new Set(found.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier));
  const named = [...source.matchAll(QUOTED)].map(([, path = ""]) => path).filter((path) => !types.has(path));
  return {
    imports: found.map(({ specifier }) => locate(specifier)),
    values: named.map(locate).filter((path) => existsSync(join(root, path))),
  };
}
