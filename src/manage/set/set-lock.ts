import type { Host } from "../../host/host.ts";
import { lockUrl } from "./lock-url.ts";
import type { SetEntry } from "./plugin-set.ts";
import { platformOf, type FirstOrigin } from "../receipt/receipt.ts";
import type { Source } from "../../source/source.ts";

/** The form of lock files that this luff writes. */
export const LOCK_VERSION = 2;

/** What exactly a source came to. Other keys, as of a signer, may follow. */
export interface LockedContent {
  /** Of a git repository: the commit, and the tag or branch that it was. Of a GitHub release its tag. */
  readonly ref?: string;
  readonly commit?: string;
  /** Of an archive. */
  readonly sha256?: string;
}

/** What exactly an entry of a set came to. */
export interface LockedEntry extends SetEntry, LockedContent {
  /** Of the query of its address, which the file does not have. */
  readonly queryMark?: string;
  /** In the place of the content: that of each platform, such as "linux/amd64", where a source has other files for each. */
  readonly platforms?: Readonly<Record<string, LockedContent>>;
}

/** A lock file's entries by their names. */
export type SetLock = ReadonlyMap<string, LockedEntry>;

/** The path of a set's lock file: plugins.lock beside plugins.yaml. */
export function lockPathOf(setPath: string): string {
  return setPath.replace(/(?:\.[A-Za-z0-9]+)?$/, ".lock");
}

/** The text of a lock file, without the secrets of the sources. */
export async function renderSetLock(host: Pick<Host, "digests">, entries: readonly LockedEntry[]): Promise<string> {
  const { stringify } = await import("yaml");
  const plugins = entries.map(({ version, asset, ...entry }) => {
    const wishes = { ...(version !== "" && { version }), ...(asset !== "" && { asset }) };
    return { ...entry, ...lockUrl(host, entry.url), ...wishes };
  });
  const note = "# Written by luff plugin install --lock. Keep it beside the set of plugins.\n";
  return note + stringify({ version: LOCK_VERSION, plugins }, { lineWidth: 0 });
}

/** What is locked of an origin. A folder that is linked has nothing that stays the same. */
export function contentOf(origin: FirstOrigin): LockedContent {
  if (origin.kind === "git") return { ref: origin.ref, commit: origin.commit };
  if (origin.kind === "github") {
    const { tag: ref, commit, sha256 } = origin;
    // GitHub may compress the same source code in another way tomorrow.
    return { ref, ...(commit === undefined ? { sha256 } : { commit }) };
  }
  return "sha256" in origin ? { sha256: origin.sha256 } : {};
}

/** Whether a source may have other files for another platform than those that came from it. */
export function differsByPlatform(origin: FirstOrigin): boolean {
  return platformOf(origin) !== undefined;
}

/** Whether a lock's entry is about the same source, version and asset as the set's. */
export function fits(entry: SetEntry, locked: LockedEntry | undefined): locked is LockedEntry {
  return locked?.url === entry.url && locked.version === entry.version && locked.asset === entry.asset;
}

/** Whether a lock's entry has something for a platform, such as "linux/amd64". */
export function isLockedFor({ platforms }: LockedEntry, platform: string): boolean {
  return platforms === undefined || platforms[platform] !== undefined;
}

/** Whether what is locked lets a source of a kind give only one content. A linked folder has nothing to lock. */
export function pins(kind: Source["kind"], { commit, sha256 }: LockedContent): boolean {
  if (kind === "folder") return true;
  if (kind === "git") return commit !== undefined;
  return sha256 !== undefined || (kind === "github" && commit !== undefined);
}

/** What is locked of an entry for a platform. Where only others are locked, it is the tag that they have. */
export function contentFor({ platforms, ...common }: LockedEntry, platform: string): LockedContent {
  if (platforms === undefined) return common;
  const [other] = Object.values(platforms);
  return platforms[platform] ?? (other?.ref === undefined ? {} : { ref: other.ref });
}

/** Whether an origin is what was locked. */
export function isLocked(origin: FirstOrigin, { ref, commit, sha256 }: LockedContent): boolean {
  if (origin.kind === "github" && ref !== undefined && origin.tag !== ref) return false;
  if (commit !== undefined) return "commit" in origin && origin.commit === commit;
  return sha256 === undefined || ("sha256" in origin && origin.sha256 === sha256);
}
