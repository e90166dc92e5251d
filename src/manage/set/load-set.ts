import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { withSources } from "./with-sources.ts";
import { readPluginSet, type SetEntry } from "./plugin-set.ts";
import type { Source } from "../../source/source.ts";
import { readSetLock } from "./read-set-lock.ts";
import { requireLock } from "./require-lock.ts";
import { kindOfEntry } from "./resolve-entry.ts";
import { lockPathOf, type SetLock } from "./set-lock.ts";

/** A set of plugins, and what its lock file has. */
export interface LoadedSet {
  readonly path: string;
  readonly entries: readonly SetEntry[];
  /** The lines in the file in which the entries begin, by their names. */
  readonly lines: ReadonlyMap<string, number>;
  /** The folder in which relative paths begin. */
  readonly folder: string;
  readonly lockPath: string;
  readonly lock: SetLock | undefined;
}

export interface LockUse {
  /** Whether the lock file does not count, must fit, or counts if there is one. */
  readonly use: "none" | "required" | "if-there";
  /** The platforms for which it must fit, such as "linux/amd64". */
  readonly platforms: readonly string[];
}

/**
 * Reads the set in a file, and its lock file. Throws AppError "file-failed", "set-invalid", or "lock-mismatch" if the lock file must fit
 * and does not.
 */
export async function loadSet(host: Host, path: string, { use, platforms }: LockUse): Promise<LoadedSet> {
  const { entries, lines } = await readPluginSet(host, path);
  const lockPath = lockPathOf(path);
  const read = use === "none" ? undefined : await readSetLock(host, lockPath);
  const lock = read && withSources(host, read, entries);
  const folder = pathStyle(host.os).directory(path);
  const kindOf = (entry: SetEntry): Source["kind"] | undefined => kindOfEntry(host, entry, folder);
  if (use === "required") requireLock(lockPath, { entries, lock, kindOf }, platforms);
  return { path, entries, lines, folder, lockPath, lock };
}
