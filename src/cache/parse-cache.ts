import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

/**
 * Keeps what was parsed out of a text, so that the next start need not load a YAML parser. An entry's name holds the
 * SHA-256 of the text, so it stays right whatever is done to the file that the text came from; it also holds luff's
 * build, so that another luff never reads it. The text itself is not kept: it may hold secrets.
 */
export interface ParseCache {
  /** The value parsed from the text, from the cache or by `parse`. A cache that cannot be read or written is passed over. */
  get<T extends object>(kind: string, text: Uint8Array, parse: () => T | Promise<T>): Promise<T>;
}

type CacheHost = Pick<Host, "os" | "files" | "digests">;

/**
 * A cache in the folder `luff/parsed` of Helm's cache home. Nothing is kept without a build (a run from source), nor in a
 * relative folder (which HOME leads to where it is not set): the user's working directory stays as it is.
 */
export function createParseCache(host: CacheHost, cacheHome: string, build: string | undefined): ParseCache {
  const style = pathStyle(host.os);
  return {
    async get(kind, text, parse) {
      if (build === undefined || !style.isAbsolute(cacheHome)) return parse();
      const name = `${kind}-${build}-${host.digests.sha256(text)}.json`;
      const path = style.join(cacheHome, "luff", "parsed", name);
      const kept = readEntry(host, path);
      if (kept !== undefined) return kept as Awaited<ReturnType<typeof parse>>;
      const parsed = await parse();
      writeEntry(host, path, parsed);
      return parsed;
    },
  };
}

/** The most bytes of an entry. What is longer is not kept, and counts as damaged. */
const ENTRY_LIMIT = 1024 * 1024;

function readEntry(host: CacheHost, path: string): object | undefined {
  try {
    const bytes = host.files.read(path, ENTRY_LIMIT + 1);
    if (bytes.length > ENTRY_LIMIT) return undefined;
    const entry: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof entry === "object" && entry !== null ? entry : undefined;
  } catch {
    return undefined; // Absent, or damaged by a full disk: it is parsed and written again.
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
