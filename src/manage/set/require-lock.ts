import { AppError } from "../../errors/app-error.ts";
import type { SetEntry } from "./plugin-set.ts";
import { fits, isLockedFor, type SetLock } from "./set-lock.ts";

/**
 * Throws AppError "lock-mismatch" unless there is a lock with exactly the entries of a set, and something for each of the platforms,
 * such as "linux/amd64". `path` is the lock file's.
 */
export function requireLock(
  path: string,
  { entries, lock }: { readonly entries: readonly SetEntry[]; readonly lock: SetLock | undefined },
  platforms: readonly string[],
): void {
  const write = "Write it with 'luff plugin install -f FILE --lock'";
  if (lock === undefined) throw mismatch(`there is no lock file ${path}`, `${write}, and look at what has changed.`);
  const missing = entries.filter((entry) => !fits(entry, lock.get(entry.name))).map(({ name }) => name);
  const names = new Set(entries.map(({ name }) => name));
  const surplus = [...lock.keys()].filter((name) => !names.has(name));
  if (missing.length + surplus.length > 0) {
    const text = [...missing, ...surplus].join(", ");
    throw mismatch(`the lock file ${path} does not fit the set: ${text}`, `${write}, and look at what has changed.`);
  }
  for (const platform of platforms) {
    const without = [...lock.values()].filter((entry) => !isLockedFor(entry, platform)).map(({ name }) => name);
    if (without.length === 0) continue;
    const message = `the lock file ${path} has nothing for ${platform} of: ${without.join(", ")}`;
    throw mismatch(message, `${write}, and name all platforms that use it with --platform.`);
  }
}

function mismatch(message: string, hint: string): AppError {
  return new AppError("lock-mismatch", message, { hint });
}
