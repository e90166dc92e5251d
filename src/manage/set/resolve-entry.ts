import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { showPlatform } from "../../platform/platform-text.ts";
import type { Platform } from "../../platform/platform.ts";
import { parseSource } from "../../source/parse-source.ts";
import type { Source } from "../../source/source.ts";
import type { SetEntry } from "./plugin-set.ts";
import { contentFor, fits, pins, type LockedContent, type SetLock } from "./set-lock.ts";

/** An entry of a set, and what it means here. */
export interface ResolvedEntry {
  readonly entry: SetEntry;
  readonly source: Source;
  /** What the lock has for the entry, if it fits. */
  readonly locked?: LockedContent;
}

/** The source of an entry, and what is locked of it for a platform. Throws AppError
 * "source-not-found" or "source-unsupported". */
export function resolveEntry(
  host: Host,
  entry: SetEntry,
  { folder, lock }: { readonly folder: string; readonly lock: SetLock | undefined },
  platform: Platform = host,
): ResolvedEntry {
  const former = lock?.get(entry.name);
  const source = sourceOf(host, entry.url, folder);
  const locked = fits(entry, former) ? contentFor(former, showPlatform(platform)) : undefined;
  return { entry, source, ...(locked !== undefined && counts(source, locked) && { locked }) };
}

/** What pins nothing is as if it were not there. The tag of a release counts: it may be locked for another platform. */
function counts({ kind }: Source, locked: LockedContent): boolean {
  return pins(kind, locked) || (kind === "github" && locked.ref !== undefined);
}

/** The kind of an entry's source; undefined if it is none. `folder` is that of the set's file. */
export function kindOfEntry(host: Host, { url }: SetEntry, folder: string): Source["kind"] | undefined {
  try {
    return sourceOf(host, url, folder).kind;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** A path in a set begins at the folder of its file, not where luff was started. */
function sourceOf(host: Host, url: string, folder: string): Source {
  const path = pathOfEntry(host, { url }, folder);
  return parseSource(host, path !== undefined && host.files.stat(path) !== undefined ? path : url);
}

/** The absolute path that the url of an entry is, if it is one; undefined if it begins with a scheme. `folder` is that of the set's file. */
export function pathOfEntry(
  { os }: Pick<Host, "os">,
  { url }: Pick<SetEntry, "url">,
  folder: string,
): string | undefined {
  return /^[A-Za-z][A-Za-z0-9+.-]+:/.test(url) ? undefined : pathStyle(os).absolute(folder, url);
}
