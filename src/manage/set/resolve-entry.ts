import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { showPlatform } from "../../platform/platform-text.ts";
import type { Platform } from "../../platform/platform.ts";
import { parseSource } from "../../source/parse-source.ts";
import type { Source } from "../../source/source.ts";
import type { LoadedSet } from "./load-set.ts";
import type { SetEntry } from "./plugin-set.ts";
import { contentFor, fits, type LockedContent } from "./set-lock.ts";

/** An entry of a set, and what it means here. */
export interface ResolvedEntry {
  readonly entry: SetEntry;
  readonly source: Source;
  /** What the lock has for the entry, if it fits. */
  readonly locked?: LockedContent;
}

/** The source of an entry, and what is locked of it for a platform. Throws AppError for a source that is none. */
export function resolveEntry(
  host: Host,
  entry: SetEntry,
  { folder, lock }: Pick<LoadedSet, "folder" | "lock">,
  platform: Platform = host,
): ResolvedEntry {
  const locked = lock?.get(entry.name);
  const source = sourceOf(host, entry.url, folder);
  return { entry, source, ...(fits(entry, locked) && { locked: contentFor(locked, showPlatform(platform)) }) };
}

/** A path in a set begins at the folder of its file, not where luff was started. */
function sourceOf(host: Host, url: string, folder: string): Source {
  const path = pathStyle(host.os).absolute(folder, url);
  const isThere = !/^[A-Za-z][A-Za-z0-9+.-]+:/.test(url) && host.files.stat(path) !== undefined;
  return parseSource(host, isThere ? path : url);
}
