import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PUBLISHED_CORPUS } from "../../build/published-corpus.ts";
import { type Origin, ORIGINS } from "./published-corpus.ts";

const RAW_HOST = "https://raw.githubusercontent.com";

export interface FetchReport {
  readonly written: readonly string[];
  /** One sentence for each manifest that could not be fetched. */
  readonly failed: readonly string[];
}

/**
 * `bun tests/compat/fetch-published.ts [BASE-URL]` fills the corpus. Downloads manifests to `directory/FOLDER/plugin.yaml` from a host that serves `/OWNER/REPO/COMMIT/PATH`. A file is
 * written only if its digest is the recorded one.
 */
export async function fetchPublished(
  origins: Readonly<Record<string, Origin>>,
  directory: string,
  base: string = RAW_HOST,
): Promise<FetchReport> {
  const written: string[] = [];
  const failed: string[] = [];
  for (const [folder, origin] of Object.entries(origins)) {
    const reason = await fetchOne(origin, join(directory, folder), base);
    if (reason === undefined) written.push(folder);
    else failed.push(`${folder}: ${reason}`);
  }
  return { written, failed };
}

async function fetchOne(origin: Origin, folder: string, base: string): Promise<string | undefined> {
  const url = `${base}/${origin.repo}/${origin.commit}/${origin.path}`;
  try {
    const answer = await fetch(url);
    if (!answer.ok) return `${url} answers ${answer.status}`;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const digest = createHash("sha256").update(bytes).digest("hex");
    if (digest !== origin.sha256) return `${url} has the digest ${digest}, expected ${origin.sha256}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "plugin.yaml"), bytes);
    return undefined;
  } catch (error) {
    return `${url}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

if (import.meta.main) {
  const { written, failed } = await fetchPublished(ORIGINS, PUBLISHED_CORPUS, process.argv[2]);
  for (const line of failed) console.error(line);
  console.log(`${written.length} manifests in ${PUBLISHED_CORPUS}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
