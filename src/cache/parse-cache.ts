import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

/**
 * Keeps parsed values, so that the next start need not load a YAML parser. An entry's name contains the SHA-256 of the
 * text, so it is correct whatever happens to the file. It also contains luff's build, so that another build never reads
 * it. The cache does not keep the text itself, which may contain secrets.
 */
export interface ParseCache {
  /** The value parsed from the text, from the cache or by `parse`. Ignores a cache that it cannot read or write. */
  get<T extends object>(kind: string, text: Uint8Array, parse: () => T | Promise<T>): Promise<T>;
}

type CacheHost = Pick<Host, "os" | "files" | "digests">;

/**
 * A cache in the folder `luff/parsed` of Helm's cache home. It keeps nothing without a build (a run of the files in src). It
 * also keeps nothing in a relative folder, which a missing HOME leads to: luff writes nothing into the user's working
 * directory.
 */
export function createParseCache(host: CacheHost, cacheHome: string, build: string | undefined): ParseCache {
  const style = pathStyle(host.os);
  const folder = style.join(cacheHome, "luff", "parsed") + style.separator;
  return {
    async get(kind, text, parse) {
      if (build === undefined || !style.isAbsolute(cacheHome)) return parse();
      const path = `${folder}${kind}-${build}-${host.digests.sha256(text)}.json`;
      const kept = readEntry(host, path);
      if (kept !== undefined) return kept as Awaited<ReturnType<typeof parse>>;
      const parsed = await parse();
      writeEntry(host, path, parsed);
      return parsed;
    },
  };
}

/** The most bytes of an entry. The cache does not keep a longer one, and treats it as damaged when it reads one. */
const ENTRY_LIMIT = 1024 * 1024;

function readEntry(host: CacheHost, path: string): object | undefined {
  try {
    const bytes = host.files.read(path, ENTRY_LIMIT + 1);
    if (bytes.length > ENTRY_LIMIT) return undefined;
    const entry: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof entry === "object" && entry !== null ? entry : undefined;
  } catch {
    return undefined; // Absent, or damaged by a full disk: luff parses the text and writes the entry again.
  }
}

function writeEntry(host: CacheHost, path: string, value: object): void {
  const entry = new TextEncoder().encode(JSON.stringify(value));
  if (entry.length > ENTRY_LIMIT) return;
  try {
    host.files.writeAtomically(path, entry);
  } catch {
    // A read-only home costs time, not correctness.
  }
}
