import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PUBLISHED_CORPUS } from "../../build/published-corpus.ts";
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

/** Why the manifests cannot be read; undefined if they can. */
export function corpusIsMissing(): string | undefined {
  if (existsSync(PUBLISHED_CORPUS)) return undefined;
  return `there is no folder ${PUBLISHED_CORPUS}; \`bun tests/compat/fetch-published.ts\` makes it`;
}

/** The bytes of one manifest of the corpus. */
export function readPublished(folder: string): Uint8Array {
  return readFileSync(join(PUBLISHED_CORPUS, folder, "plugin.yaml"));
}
