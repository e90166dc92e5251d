import type { UnpackLimits } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import { hidesQuery } from "../../http/address.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";
import { compareVersions, parseVersion, type Version } from "../../text/semver.ts";
import { GITHUB, parseGithub } from "../../source/parse-github.ts";
import { findVersion, highestOf, isInstalled, listReleases, refOf } from "../github/find-release.ts";
import { githubClient } from "../stage/stage-github.ts";
import { sha256OfFile } from "../receipt/checksum.ts";
import { sourceFailure } from "../store/file-failure.ts";
import { previewChange } from "../store/prepare-change.ts";
import { findOrigin } from "../receipt/find-origin.ts";
import { chooseRef, newestReleaseRef, type RemoteRefs } from "../git/git-refs.ts";
import type { ManageContext } from "../manage-context.ts";
import type { BundleOrigin, GitOrigin, GithubOrigin, HttpOrigin, Origin } from "../receipt/receipt.ts";
import { beginAskingRefs } from "../stage/find-ref.ts";
import type { ConnectionWishes } from "../stage/connection.ts";
import type { StageContext } from "../stage/stage-context.ts";
import { aboutPlugin } from "./about-plugin.ts";
import { findNewest, requireThere } from "./update-source.ts";

/** A plugin of which its source has something newer. */
export interface OutdatedPlugin {
  readonly installed: InstalledPlugin;
  readonly origin: Origin;
  readonly pinned: boolean;
  /** What an update would fetch; null if its version allows nothing newer. */
  readonly available: { readonly ref: string; readonly commit?: string } | { readonly sha256: string } | null;
  /** The highest tag of a release, if it is higher than what is installed and than what an update would fetch. */
  readonly latest: string | null;
}

/** Waits for what a source has. */
type Answer = () => OutdatedPlugin | undefined | Promise<OutdatedPlugin | undefined>;

/** How many repositories are asked at once. */
const AT_ONCE = 8;

interface OutdatedCall {
  /** How servers are reached, as far as the user said. */
  readonly connection: Pick<ConnectionWishes, "caFile" | "silence">;
  /** What archives that are downloaded may come to; undefined: to any size. */
  readonly limits?: UnpackLimits | undefined;
  /** Is told why a source could not be asked; the others are. */
  readonly failed: (error: AppError) => void;
  /** Is told of each plugin whose source is not asked, because nothing says whether it has something newer. */
  readonly skipped: (name: string) => void;
}

/**
 * Finds the plugins whose source has something newer. An archive of a server is downloaded for that, as an update does. Throws AppError
 * "interrupted".
 */
export async function findOutdated(
  context: ManageContext,
  plugins: readonly InstalledPlugin[],
  { connection, limits, failed, skipped }: OutdatedCall,
): Promise<readonly OutdatedPlugin[]> {
  const asking = { ...context, guard: async () => {}, connection, limits, skipped };
  const found: OutdatedPlugin[] = [];
  const attempt = async <T>(name: string, action: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await action();
    } catch (caught) {
      const error = sourceFailure(caught, name);
      if (!(error instanceof AppError) || error.code === "interrupted") throw error;
      failed(aboutPlugin(error, name));
      return undefined;
    }
  };
  for (let at = 0; at < plugins.length; at += AT_ONCE) {
    const answers: (readonly [name: string, answer: Answer | undefined])[] = [];
    for (const installed of plugins.slice(at, at + AT_ONCE)) {
      const { name } = installed.plugin;
      answers.push([name, await attempt(name, () => ask(asking, installed))]);
    }
    for (const [name, answer] of answers) {
      const outdated = answer && (await attempt(name, answer));
      if (outdated !== undefined) found.push(outdated);
    }
  }
  return found;
}

/** How servers are asked. */
type Asking = ManageContext & StageContext & Pick<OutdatedCall, "connection" | "limits" | "skipped">;

async function ask(context: Asking, installed: InstalledPlugin): Promise<Answer | undefined> {
  const { host } = context;
  const found = findOrigin(host, installed.folder);
  if (found === undefined || isSilent(found.origin)) {
    context.skipped(installed.plugin.name);
    return undefined;
  }
  const { origin, remote } = found;
  const pinned = found.receipt?.pinned ?? false;
  if (origin.kind === "git") {
    const answer = await beginAskingRefs(context, remote ?? origin.url, context.connection);
    return async () => judgeGit({ installed, origin, pinned }, await answer());
  }
  if (origin.kind === "github") {
    const answer = judgeGithub(context, { installed, origin, pinned });
    // Somebody waits for it later.
    answer.catch(() => {});
    return () => answer;
  }
  // One at a time: each needs room on the disk, and shows how far it is.
  if (origin.kind === "http") return () => judgeHttp(context, { installed, origin, pinned });
  if (origin.kind === "bundle") return judgeBundle(context, { installed, origin, pinned });
  // The folder of a link is the user's.
  if (origin.kind !== "archive") return undefined;
  requireThere(host, installed.plugin, origin.path, "file");
  const sha256 = await sha256OfFile(host, origin.path);
  const outdated = { installed, origin, pinned, available: { sha256 }, latest: null };
  return () => (sha256 === origin.sha256 ? undefined : outdated);
}

/** Whether nothing says if a source has something newer: a query that is not kept is missing from its address, or it is a folder that was copied. */
function isSilent(origin: Origin): boolean {
  return origin.kind === "copy" || (origin.kind === "http" && hidesQuery(origin.url));
}

type FromHttp = Pick<OutdatedPlugin, "installed" | "pinned"> & { readonly origin: HttpOrigin };

/** Downloads the archive and checks it, as an update does. */
async function judgeHttp(context: Asking, plugin: FromHttp): Promise<OutdatedPlugin | undefined> {
  const { installed, origin } = plugin;
  const { connection, limits } = context;
  const newest = await findNewest(context, { name: installed.plugin.name, origin, connection });
  if (newest.kind === "same") return undefined;
  const quiet = { ...context, note: () => {} };
  const staging = { ...newest.staging, ...(limits !== undefined && { limits }) };
  const sha256 = await previewChange(quiet, staging, async (staged) =>
    "sha256" in staged.origin ? staged.origin.sha256 : "",
  );
  return sha256 === origin.sha256 ? undefined : { ...plugin, available: { sha256 }, latest: null };
}

type FromBundle = Pick<OutdatedPlugin, "installed" | "pinned"> & { readonly origin: BundleOrigin };

async function judgeBundle(context: Asking, plugin: FromBundle): Promise<Answer> {
  const { installed, origin } = plugin;
  const newest = await findNewest(context, { name: installed.plugin.name, origin });
  const isOther = newest.kind === "other" && newest.staging.source.kind === "bundle";
  const available = isOther ? { sha256: newest.staging.source.sha256 } : undefined;
  return () => available && { ...plugin, available, latest: null };
}

type FromGit = Pick<OutdatedPlugin, "installed" | "pinned"> & { readonly origin: GitOrigin };

function judgeGit(plugin: FromGit, refs: RemoteRefs): OutdatedPlugin | undefined {
  const { installed, origin } = plugin;
  const ref = chooseRef(refs, origin.constraint, withoutPassword(origin.url));
  const isSame = ref.commit === undefined || ref.commit === origin.commit;
  const available = isSame ? null : { ref: ref.name, commit: ref.commit };
  const newest = newestReleaseRef(refs);
  const isHigher = [isSame ? origin.ref : ref.name, installed.plugin.version].every((text) => isBelow(text, newest));
  const isElsewhere = newest !== undefined && newest.commit !== origin.commit && newest.commit !== available?.commit;
  const latest = isHigher && isElsewhere ? newest.name : null;
  return available === null && latest === null ? undefined : { ...plugin, available, latest };
}

type FromGithub = Pick<OutdatedPlugin, "installed" | "pinned"> & { readonly origin: GithubOrigin };

async function judgeGithub(context: Asking, plugin: FromGithub): Promise<OutdatedPlugin | undefined> {
  const { installed, origin } = plugin;
  const client = githubClient(context, parseGithub(origin.url, GITHUB), context.connection);
  const found = await findVersion(client, origin.constraint);
  const isSame = await isInstalled(client, found, origin);
  const { name: ref, commit } = refOf(found);
  const available = isSame ? null : { ref, ...(commit !== undefined && { commit }) };
  const newest = origin.constraint === "" ? undefined : highestOf(await listReleases(client), isRelease);
  const isHigher = [ref, installed.plugin.version].every((text) => isBelow(text, newest && { name: newest.tag }));
  const latest = isHigher && newest !== undefined ? newest.tag : null;
  return available === null && latest === null ? undefined : { ...plugin, available, latest };
}

function isRelease({ pre }: Version): boolean {
  return pre.length === 0;
}

/** Whether a version is lower than a tag's; what is not a version says nothing against it. */
function isBelow(text: string, tag: { readonly name: string } | undefined): boolean {
  const [version, other] = [parseVersion(text), parseVersion(tag?.name ?? "")];
  return other !== undefined && (version === undefined || compareVersions(version, other) < 0);
}
