import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

const NEIGHBOURS = join(ROOT, "..");

/**
 * The folder of published plugin manifests: `corpus` in a folder beside the checkout, the first by name. Otherwise it
 * is `published/corpus`, which tests/compat/fetch-published.ts makes. The manifests belong to others and are not part
 * of the repository.
 */
export const PUBLISHED_CORPUS = findCorpus() ?? join(NEIGHBOURS, "published", "corpus");

function findCorpus(): string | undefined {
  const folders = readdirSync(NEIGHBOURS).toSorted();
  return folders.map((name) => join(NEIGHBOURS, name, "corpus")).find((folder) => existsSync(folder));
}
