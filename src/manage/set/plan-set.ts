import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { parseAddress, showAddress } from "../../http/address.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";
import { isSameRepository } from "../../source/render-git.ts";
import { renderGithub } from "../../source/parse-github.ts";
import type { Source } from "../../source/source.ts";
import { parseVersion } from "../../text/semver.ts";
import { parseConstraint } from "../../text/version-constraint.ts";
import { sha256OfFile } from "../receipt/checksum.ts";
import { findInstalled } from "../find-installed.ts";
import { queryMark } from "../receipt/query-mark.ts";
import { findLostFiles } from "../receipt/find-lost-files.ts";
import { findOrigin } from "../receipt/find-origin.ts";
import { firstOrigin } from "../receipt/packed-origin.ts";
import type { ManageContext } from "../manage-context.ts";
import type { SetEntry } from "./plugin-set.ts";
import type { GitOrigin, Origin } from "../receipt/receipt.ts";
import type { LoadedSet } from "./load-set.ts";
import { resolveEntry, type ResolvedEntry } from "./resolve-entry.ts";
import { resolvePacked } from "./resolve-packed.ts";
import { isLocked } from "./set-lock.ts";

/** What is done for an entry of a set. */
export interface EntryPlan extends ResolvedEntry {
  readonly kind: "keep" | "install" | "change";
  /** The plugin of the name that is there, and where it came from if that is known. */
  readonly present?: { readonly installed: InstalledPlugin; readonly origin?: Origin };
  /** The files that the plugin lacks, if it would be as the set wants it but for them. */
  readonly lacks?: readonly string[];
}

/**
 * Decides what an entry needs: nothing if the plugin is there from the same source, at what the lock has or, without a lock, at a
 * version that the entry allows. No network is needed for that, nor the path of a plugin that a bundle brought. Throws AppError "source-not-found",
 * "source-unsupported", or "plugin-incomplete" for a plugin that lacks files and whose source is not here.
 */
export async function planEntry(context: ManageContext, entry: SetEntry, set: LoadedSet): Promise<EntryPlan> {
  const { host } = context;
  const installed = await findInstalled(context, entry.name);
  if (installed === undefined) return { kind: "install", ...resolveEntry(host, entry, set) };
  const origin = findOrigin(host, installed.folder)?.origin;
  const present = { installed, ...(origin !== undefined && { origin }) };
  const packed = resolvePacked(host, entry, { set, present: origin });
  const lacks = lostFiles(host, installed);
  if (packed !== undefined) {
    if (lacks.length > 0) throw incomplete(installed, lacks);
    return { kind: "keep", ...packed, present };
  }
  const resolved = resolveEntry(host, entry, set);
  const isRight = origin !== undefined && (await matches(host, resolved, origin));
  if (isRight && lacks.length > 0) return { kind: "change", ...resolved, present, lacks };
  return { kind: isRight ? "keep" : "change", ...resolved, present };
}

/** The files of a plugin that are missing and that luff had installed. A linked folder is the user's. */
function lostFiles(host: Host, { folder }: InstalledPlugin): readonly string[] {
  const found = findOrigin(host, folder);
  const isOwn = found?.receipt !== undefined && !found.isForeign && found.origin.kind !== "link";
  return isOwn ? findLostFiles(host, folder) : [];
}

function incomplete({ plugin: { name } }: InstalledPlugin, [first = "", ...more]: readonly string[]): AppError {
  const others = more.length === 0 ? "" : ` and ${more.length} more of its files`;
  return new AppError("plugin-incomplete", `the installed plugin lacks ${first}${others}`, {
    hint: `'luff plugin update ${name}' brings them back, if the bundle that it came from is there.`,
  });
}

async function matches(host: Host, { entry, source, locked }: ResolvedEntry, present: Origin): Promise<boolean> {
  if (!(await isSameSource(host, source, present))) return false;
  const origin = firstOrigin(present);
  if (origin.kind === "github" && (origin.pattern ?? "") !== entry.asset) return false;
  if (locked !== undefined) return isLocked(origin, locked);
  if (origin.kind === "github") return allows(versionOf(entry, source), { ...origin, ref: origin.tag });
  return origin.kind !== "git" || allows(entry.version, origin);
}

/** Of a plugin from a bundle, what counts is where it came from before. */
async function isSameSource(host: Host, source: Source, present: Origin): Promise<boolean> {
  const origin = source.kind === "bundle" ? present : firstOrigin(present);
  switch (source.kind) {
    case "folder":
      return (origin.kind === "link" || origin.kind === "copy") && origin.path === source.path;
    case "archive":
      return (
        origin.kind === "archive" &&
        (origin.path === source.path || origin !== present) &&
        origin.sha256 === (await sha256OfFile(host, source.path))
      );
    case "bundle":
      return origin.kind === "bundle" && origin.path === source.path && origin.sha256 === source.sha256;
    case "http": {
      const address = parseAddress(source.url);
      if (origin.kind !== "http" || address === undefined || origin.url !== showAddress(address)) return false;
      return origin.queryMark === undefined || origin.queryMark === queryMark(host, address);
    }
    case "github":
      return origin.kind === "github" && origin.url === renderGithub(source);
    case "git":
      return (
        origin.kind === "git" &&
        isSameRepository(host.os, origin.url, withoutPassword(source.url)) &&
        origin.subfolder === source.subfolder
      );
  }
}

/** The version of an entry, which a source can name too. */
function versionOf({ version }: SetEntry, source: Source): string {
  return source.kind === "github" && source.tag !== "" ? source.tag : version;
}

type Installed = Pick<GitOrigin, "constraint" | "ref"> & { readonly commit?: string };

/** Whether a version of a set is satisfied by what is installed, as far as that can be said without its repository. */
function allows(version: string, { constraint, ref, commit }: Installed): boolean {
  if (version === constraint || version === ref) return true;
  if (/^[0-9a-f]{7,}$/.test(version)) return commit?.startsWith(version) ?? false;
  const tag = parseVersion(ref);
  return tag !== undefined && (parseConstraint(version)?.(tag) ?? false);
}
