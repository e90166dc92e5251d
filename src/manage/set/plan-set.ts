import type { Host } from "../../host/host.ts";
import { parseAddress, showAddress } from "../../http/address.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";
import { parseSource } from "../../source/parse-source.ts";
import type { Source } from "../../source/source.ts";
import { parseVersion } from "../../text/semver.ts";
import { parseConstraint } from "../../text/version-constraint.ts";
import { sha256OfFile } from "../receipt/checksum.ts";
import { findInstalled } from "../find-installed.ts";
import { findOrigin } from "../receipt/find-origin.ts";
import type { ManageContext } from "../manage-context.ts";
import type { SetEntry } from "./plugin-set.ts";
import type { GitOrigin, Origin } from "../receipt/receipt.ts";
import { fits, isLocked, type LockedEntry } from "./set-lock.ts";

/** What is done for an entry of a set. */
export interface EntryPlan {
  readonly kind: "keep" | "install" | "change";
  readonly entry: SetEntry;
  readonly source: Source;
  /** What the lock has for the entry, if it fits. */
  readonly locked?: LockedEntry;
  /** The plugin of the name that is there, and where it came from if that is known. */
  readonly present?: { readonly installed: InstalledPlugin; readonly origin?: Origin };
}

export interface SetFile {
  /** The folder in which relative paths begin. */
  readonly folder: string;
  readonly lock: ReadonlyMap<string, LockedEntry> | undefined;
}

/**
 * Decides what an entry needs: nothing if the plugin is there from the same source, at what the lock has or, without a lock, at a
 * version that the entry allows. No network is needed for that. Throws AppError for a source that is none.
 */
export async function planEntry(context: ManageContext, entry: SetEntry, file: SetFile): Promise<EntryPlan> {
  const { host } = context;
  const source = sourceOf(host, entry.url, file.folder);
  const candidate = file.lock?.get(entry.name);
  const locked = fits(entry, candidate) ? { locked: candidate } : {};
  const installed = await findInstalled(context, entry.name);
  if (installed === undefined) return { kind: "install", entry, source, ...locked };
  const origin = findOrigin(host, installed.folder)?.origin;
  const present = { installed, ...(origin !== undefined && { origin }) };
  const isRight = origin !== undefined && (await matches(host, { entry, source, origin, ...locked }));
  return { kind: isRight ? "keep" : "change", entry, source, present, ...locked };
}

/** A path in a set begins at the folder of its file, not where luff was started. */
function sourceOf(host: Host, url: string, folder: string): Source {
  const path = pathStyle(host.os).absolute(folder, url);
  const isThere = !/^[A-Za-z][A-Za-z0-9+.-]+:/.test(url) && host.files.stat(path) !== undefined;
  return parseSource(host, isThere ? path : url);
}

interface Match {
  readonly entry: SetEntry;
  readonly source: Source;
  readonly origin: Origin;
  readonly locked?: LockedEntry;
}

async function matches(host: Host, { entry, source, origin, locked }: Match): Promise<boolean> {
  if (!(await isSameSource(host, source, origin))) return false;
  if (locked !== undefined) return isLocked(origin, locked);
  return origin.kind !== "git" || allows(entry.version, origin);
}

async function isSameSource(host: Host, source: Source, origin: Origin): Promise<boolean> {
  switch (source.kind) {
    case "folder":
      return (origin.kind === "link" || origin.kind === "copy") && origin.path === source.path;
    case "archive":
      return (
        origin.kind === "archive" &&
        origin.path === source.path &&
        origin.sha256 === (await sha256OfFile(host, source.path))
      );
    case "bundle":
      return origin.kind === "bundle" && origin.path === source.path && origin.sha256 === source.sha256;
    case "http": {
      const address = parseAddress(source.url);
      return origin.kind === "http" && address !== undefined && origin.url === showAddress(address);
    }
    case "git":
      return (
        origin.kind === "git" && origin.url === withoutPassword(source.url) && origin.subfolder === source.subfolder
      );
  }
}

/** Whether a version of a set is satisfied by what is installed, as far as that can be said without its repository. */
function allows(version: string, { constraint, ref, commit }: GitOrigin): boolean {
  if (version === constraint || version === ref) return true;
  if (/^[0-9a-f]{7,}$/.test(version)) return commit.startsWith(version);
  const tag = parseVersion(ref);
  return tag !== undefined && (parseConstraint(version)?.(tag) ?? false);
}
