import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import origins from "./published-origins.json" with { type: "json" };

/** Where a published manifest comes from, and whether Helm 3.21 and Helm 4.2 load it. */
export interface Origin {
  readonly repo: string;
  readonly path: string;
  readonly commit: string;
  readonly license: string;
  readonly sha256: string;
  readonly helm3: boolean;
  readonly helm4: boolean;
}

/** By folder: the manifests themselves are other people's and are not part of this repository. */
export const ORIGINS: Readonly<Record<string, Origin>> = origins;

export type CorpusSearch = { readonly path: string } | { readonly path: undefined; readonly reason: string };

const ROOT = resolve(import.meta.dir, "../..");

/** The folder with the manifests: LUFF_CORPUS, else a folder `corpus` in a neighbour of the checkout. */
export function findCorpus(): CorpusSearch {
  const named = process.env["LUFF_CORPUS"];
  if (named !== undefined && named !== "") {
    return existsSync(named) ? { path: named } : { path: undefined, reason: `LUFF_CORPUS: no folder ${named}` };
  }
  const [found] = new Bun.Glob("*/corpus/expectations.json").scanSync({ cwd: join(ROOT, "..") });
  if (found !== undefined) return { path: join(ROOT, "..", found, "..") };
  const reason =
    "no published manifests here; get them with `bun tests/compat/fetch-published.ts DIR`, set LUFF_CORPUS=DIR";
  return { path: undefined, reason };
}

/** The bytes of one manifest of the corpus. */
export function readPublished(corpus: string, folder: string): Uint8Array {
  return readFileSync(join(corpus, folder, "plugin.yaml"));
}
