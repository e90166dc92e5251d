import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { parseSource } from "../../source/parse-source.ts";
import type { Source } from "../../source/source.ts";
import type { SetEntry } from "./plugin-set.ts";
import { fits, type LockedEntry, type SetLock } from "./set-lock.ts";

/** An entry of a set, and what it means here. */
export interface ResolvedEntry {
  readonly entry: SetEntry;
  readonly source: Source;
  /** What the lock has for the entry, if it fits. */
  readonly locked?: LockedEntry;
}

export interface SetFile {
  /** The folder in which relative paths begin. */
  readonly folder: string;
  readonly lock: SetLock | undefined;
}

/** The source of an entry, and what is locked of it. Throws AppError for a source that is none. */
export function resolveEntry(host: Host, entry: SetEntry, { folder, lock }: SetFile): ResolvedEntry {
  const candidate = lock?.get(entry.name);
  return { entry, source: sourceOf(host, entry.url, folder), ...(fits(entry, candidate) && { locked: candidate }) };
}

/** A path in a set begins at the folder of its file, not where luff was started. */
function sourceOf(host: Host, url: string, folder: string): Source {
  const path = pathStyle(host.os).absolute(folder, url);
  const isThere = !/^[A-Za-z][A-Za-z0-9+.-]+:/.test(url) && host.files.stat(path) !== undefined;
  return parseSource(host, isThere ? path : url);
}
