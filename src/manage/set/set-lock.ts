import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { isMapping, parseYaml, tryRead, type SetEntry } from "./plugin-set.ts";
import type { Origin } from "../receipt/receipt.ts";

/** The form of lock files. A reader refuses a later one. */
const LOCK_VERSION = 1;

/** What exactly an entry of a set came to. Other keys, as of a signer, may follow. */
export interface LockedEntry extends SetEntry {
  /** Of a git repository: the commit, and the tag or branch that it was. */
  readonly ref?: string;
  readonly commit?: string;
  /** Of an archive. */
  readonly sha256?: string;
}

/** A lock file's entries by their names. */
export type SetLock = ReadonlyMap<string, LockedEntry>;

/** The path of a set's lock file: plugins.lock beside plugins.yaml. */
export function lockPathOf(setPath: string): string {
  return setPath.replace(/(?:\.[A-Za-z0-9]+)?$/, ".lock");
}

/** The entries of a lock file by their names; undefined if there is no file. Throws AppError "set-invalid". */
export async function readSetLock(host: Pick<Host, "files">, path: string): Promise<SetLock | undefined> {
  const text = tryRead(host, path);
  if (text === undefined) return undefined;
  const value = await parseYaml(text, path);
  const list = isMapping(value) && value["version"] === LOCK_VERSION ? value["plugins"] : undefined;
  if (!Array.isArray(list)) {
    throw new AppError("set-invalid", `${path} is not a lock file of version ${LOCK_VERSION}`, {
      hint: "A newer luff may have written it. Write it anew with --lock.",
    });
  }
  const entries = (list as readonly unknown[]).filter(isMapping).map((entry) => {
    return { version: "", ...entry } as unknown as LockedEntry;
  });
  return new Map(entries.map((entry) => [entry.name, entry]));
}

/** Throws AppError "lock-mismatch" unless there is a lock with exactly the entries of a set. `path` is the lock file's. */
export function requireLock(path: string, entries: readonly SetEntry[], lock: SetLock | undefined): void {
  const hint = "Write it with 'luff plugin install -f FILE --lock', and look at what has changed.";
  if (lock === undefined) throw new AppError("lock-mismatch", `there is no lock file ${path}`, { hint });
  const missing = entries.filter((entry) => !fits(entry, lock.get(entry.name))).map(({ name }) => name);
  const names = new Set(entries.map(({ name }) => name));
  const surplus = [...lock.keys()].filter((name) => !names.has(name));
  if (missing.length + surplus.length === 0) return;
  const text = [...missing, ...surplus].join(", ");
  throw new AppError("lock-mismatch", `the lock file ${path} does not fit the set: ${text}`, { hint });
}

/** Writes a lock file. Throws HostError. */
export async function writeSetLock(
  host: Pick<Host, "files">,
  path: string,
  entries: readonly LockedEntry[],
): Promise<void> {
  const { stringify } = await import("yaml");
  const plugins = entries.map(({ version, ...entry }) => ({ ...entry, ...(version !== "" && { version }) }));
  const note = "# Written by luff plugin install --lock. Keep it beside the set of plugins.\n";
  host.files.writeAtomically(path, note + stringify({ version: LOCK_VERSION, plugins }, { lineWidth: 0 }));
}

/** What is locked of an entry that was installed. A folder that is linked has nothing that stays the same. */
export function lockedAs(entry: SetEntry, origin: Origin): LockedEntry {
  if (origin.kind === "git") return { ...entry, ref: origin.ref, commit: origin.commit };
  return "sha256" in origin ? { ...entry, sha256: origin.sha256 } : entry;
}

/** Whether a lock's entry is about the same source and version as the set's. */
export function fits(entry: SetEntry, locked: LockedEntry | undefined): locked is LockedEntry {
  return locked?.url === entry.url && locked.version === entry.version;
}

/** Whether an origin is what was locked. */
export function isLocked(origin: Origin, { commit, sha256 }: LockedEntry): boolean {
  if (commit !== undefined) return origin.kind === "git" && origin.commit === commit;
  return sha256 === undefined || ("sha256" in origin && origin.sha256 === sha256);
}
