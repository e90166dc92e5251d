import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

/**
 * Keeps parsed values, so that the next start need not load a YAML parser. An entry's name contains the SHA-256 of the
 * text, and its content begins with the SHA-256 of its name and value: a damaged or exchanged entry is parsed anew. The
 * name also contains luff's build, so that another build never reads it. An entry that another user can have written
 * does not count. The cache does not keep the text itself, which may contain secrets.
 */
export interface ParseCache {
  /** The value parsed from the text, from the cache or by `parse`. Ignores a cache that it cannot read or write. */
  get<T extends object>(kind: string, text: Uint8Array, parse: () => T | Promise<T>): Promise<T>;
}

type CacheHost = Pick<Host, "os" | "files" | "digests" | "disk" | "clock">;

/**
 * A cache in the folder `luff/parsed` of Helm's cache home. It keeps nothing without a build (a run of the files in src). It
 * also keeps nothing in a relative folder, which a missing HOME leads to: luff writes nothing into the user's working
 * directory. With its first new entry it removes old ones.
 */
export function createParseCache(host: CacheHost, cacheHome: string, build: string | undefined): ParseCache {
  const style = pathStyle(host.os);
  const folder = style.join(cacheHome, "luff", "parsed") + style.separator;
  let swept = false;
  return {
    async get(kind, text, parse) {
      if (build === undefined || !style.isAbsolute(cacheHome)) return parse();
      const name = `${kind}-${build}-${host.digests.sha256(text)}.json`;
      const kept = readEntry(host, folder, name);
      if (kept !== undefined) return kept as Awaited<ReturnType<typeof parse>>;
      const parsed = await parse();
      if (writeEntry(host, folder + name, encodeEntry(host, name, parsed)) && !swept) {
        swept = true;
        const { sweepEntries } = await import("./sweep-entries.ts");
        sweepEntries(host, folder, { build, now: host.clock.now() });
      }
      return parsed;
    },
  };
}

/** The most bytes of an entry. The cache does not keep a longer one, and treats it as damaged when it reads one. */
const ENTRY_LIMIT = 1024 * 1024;

/** An entry begins with a digest in hexadecimal digits. */
const DIGEST_LENGTH = 64;

function readEntry(host: CacheHost, folder: string, name: string): object | undefined {
  try {
    const bytes = host.files.readOwn(folder + name, ENTRY_LIMIT + 1);
    if (bytes.length > ENTRY_LIMIT) return undefined;
    const decoder = new TextDecoder();
    const value = bytes.subarray(DIGEST_LENGTH);
    if (digestOf(host, name, value) !== decoder.decode(bytes.subarray(0, DIGEST_LENGTH))) return undefined;
    return JSON.parse(decoder.decode(value)) as object;
  } catch {
    // Absent, damaged by a full disk, or not this user's: luff parses the text and writes the entry again.
    return undefined;
  }
}

function encodeEntry(host: CacheHost, name: string, parsed: object): Uint8Array {
  const encoder = new TextEncoder();
  const value = JSON.stringify(parsed);
  return encoder.encode(digestOf(host, name, encoder.encode(value)) + value);
}

/** The digest that vouches for a value under the name of its entry. */
function digestOf({ digests }: CacheHost, name: string, value: Uint8Array): string {
  const digest = digests.begin();
  digest.add(new TextEncoder().encode(name));
  digest.add(value);
  return digest.end();
}

function writeEntry(host: CacheHost, path: string, entry: Uint8Array): boolean {
  if (entry.length > ENTRY_LIMIT) return false;
  try {
    host.files.writeOwn(path, entry);
    return true;
  } catch {
    return false; // A read-only home costs time, not correctness.
  }
}
