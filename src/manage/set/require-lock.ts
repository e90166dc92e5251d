import type { AdviceCode } from "../../errors/advice-codes.ts";
import { AppError } from "../../errors/app-error.ts";
import type { SetEntry } from "./plugin-set.ts";
import type { Source } from "../../source/source.ts";
import { contentFor, fits, isLockedFor, pins, type SetLock } from "./set-lock.ts";

/** A set, and the lock that is required for it. */
interface Lockable {
  readonly entries: readonly SetEntry[];
  readonly lock: SetLock | undefined;
  /** The kind of an entry's source; undefined if it is none. */
  readonly kindOf: (entry: SetEntry) => Source["kind"] | undefined;
}

/**
 * Throws AppError "lock-mismatch" unless there is a lock with exactly the entries of a set, and for each of the platforms, such as
 * "linux/amd64", what pins each source. `path` is the lock file's.
 */
export function requireLock(path: string, { entries, lock, kindOf }: Lockable, platforms: readonly string[]): void {
  if (lock === undefined) throw mismatch(`there is no lock file ${path}`, "lock-and-look");
  const missing = entries.filter((entry) => !fits(entry, lock.get(entry.name))).map(({ name }) => name);
  const names = new Set(entries.map(({ name }) => name));
  const surplus = [...lock.keys()].filter((name) => !names.has(name));
  if (missing.length + surplus.length > 0) {
    const text = [...missing, ...surplus].join(", ");
    throw mismatch(`the lock file ${path} does not fit the set: ${text}`, "lock-and-look");
  }
  for (const platform of platforms) {
    const without = [...lock.values()].filter((entry) => !isLockedFor(entry, platform)).map(({ name }) => name);
    if (without.length > 0) {
      const message = `the lock file ${path} has nothing for ${platform} of: ${without.join(", ")}`;
      throw mismatch(message, "lock-for-platforms");
    }
    const isLoose = (entry: SetEntry): boolean => {
      const [kind, locked] = [kindOf(entry), lock.get(entry.name)];
      return kind !== undefined && locked !== undefined && !pins(kind, contentFor(locked, platform));
    };
    const loose = entries.filter(isLoose).map(({ name }) => name);
    if (loose.length > 0) {
      const message = `the lock file ${path} has no commit or SHA-256 that says what to install of: ${loose.join(", ")}`;
      throw mismatch(message, "lock-and-look");
    }
  }
}

function mismatch(message: string, advice: AdviceCode): AppError {
  return new AppError("lock-mismatch", message, { advice });
}
