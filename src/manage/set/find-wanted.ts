import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { readPluginSet } from "./plugin-set.ts";
import { resolveEntry, type ResolvedEntry } from "./resolve-entry.ts";
import { lockPathOf, readSetLock, requireLock } from "./set-lock.ts";

/**
 * The plugins that the set in a file wants, at what its lock file has if there is one. With `locked` there must be one that fits. Throws AppError "file-failed",
 * "set-invalid", "lock-mismatch", or why an entry's source is none.
 */
export async function findWanted(
  host: Host,
  path: string,
  { locked }: { readonly locked: boolean },
): Promise<readonly ResolvedEntry[]> {
  const entries = await readPluginSet(host, path);
  const lockPath = lockPathOf(path);
  const lock = await readSetLock(host, lockPath);
  if (locked) requireLock(lockPath, entries, lock);
  const file = { folder: pathStyle(host.os).directory(path), lock };
  return entries.map((entry) => resolveEntry(host, entry, file));
}
