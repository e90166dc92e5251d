import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";
import { checkedOutIn } from "../git/checked-out.ts";
import { runGit } from "../git/git.ts";
import { requireDigits, type ChosenRef } from "../git/git-refs.ts";
import { tellAddress } from "../git/tell-address.ts";
import type { ConnectionWishes } from "./connection.ts";
import type { StageContext } from "./stage-context.ts";

export interface CloneWish {
  /** May have a password. */
  readonly url: string;
  /** Undefined for the default branch. */
  readonly ref: ChosenRef | undefined;
  readonly connection: ConnectionWishes | undefined;
}

/** Runs git in the clone. */
export type InWork = (...args: readonly string[]) => Promise<void>;

/** The clone keeps these when Helm updates it. */
const KEPT_SETTINGS = ["--config", "core.autocrlf=false", "--config", "core.eol=lf"];

/** A repository that has a part of its history is no reason to refuse it, and the commit of a tag none for advice. */
const OWN_SETTINGS = ["-c", "clone.rejectShallow=false", "-c", "advice.detachedHead=false"];

const NEWEST = ["--depth", "1"];

/**
 * From a repository on this machine nothing has to travel, so git need not look for files that are alike, which is half of a clone's work,
 * nor compress them well.
 */
const NEAR = ["--upload-pack", "git -c pack.window=0 -c pack.compression=1 upload-pack"];

/**
 * Clones one version of a repository into a folder that is not there yet: without its history, if the server can leave that out. Throws
 * AppError "git-failed", "interrupted", or "version-not-found" for a commit that is none.
 */
export async function cloneRepository(context: StageContext, wish: CloneWish, work: string): Promise<void> {
  const { host } = context;
  const { url, ref, connection } = wish;
  const hasPassword = withoutPassword(url) !== url;
  makePlace(host, work, hasPassword);
  const inWork: InWork = (...args) => runGit(context, ["-C", work, ...args], connection);
  const cloned = [
    ...OWN_SETTINGS,
    "clone",
    "--quiet",
    "--origin",
    "origin",
    ...KEPT_SETTINGS,
    ...flagsOf(ref),
    ...nearFlags(url),
  ];
  await tellAddress(url, "clone", () => runGit(context, [...cloned, "--", url, work], connection));
  if (hasPassword) hideSettings(host, work);
  await checkOut(host, inWork, { ref, work });
}

/** While git clones, no other user may look into the folder around the clone, whose configuration has the password. */
function makePlace({ disk, os }: Host, work: string, hasPassword: boolean): void {
  const around = pathStyle(os).directory(work);
  disk.makeFolders(around);
  if (hasPassword) disk.setMode(around, 0o700);
}

/** The clone keeps the address with its password, also for submodules: no other user may read that. */
function hideSettings({ disk, os }: Host, work: string): void {
  const { join } = pathStyle(os);
  disk.setMode(join(work, ".git"), 0o700);
  disk.setMode(join(work, ".git", "config"), 0o600);
}

function flagsOf(ref: ChosenRef | undefined): readonly string[] {
  if (ref === undefined) return NEWEST;
  // Not every server returns a commit by its hash, and none by its first digits.
  if (ref.kind === "commit") return ["--no-checkout"];
  return isOddBranch(ref) ? [...NEWEST, "--no-checkout"] : [...NEWEST, `--branch=${ref.name}`];
}

function nearFlags(url: string): readonly string[] {
  return url.startsWith("file:") ? NEAR : [];
}

/** git makes no local branch of such a name, although a server can have one. */
function isOddBranch({ kind, name }: ChosenRef): boolean {
  return kind === "branch" && (name === "HEAD" || name.startsWith("-"));
}

/** Checks out what a clone cannot check out by itself. */
async function checkOut(
  host: Host,
  inWork: InWork,
  { ref, work }: { readonly ref: ChosenRef | undefined; readonly work: string },
): Promise<void> {
  if (ref === undefined) return;
  const detach = ["checkout", "--quiet", "--detach"];
  const fetch = ["fetch", "--quiet", ...NEWEST, "origin"];
  if (ref.kind === "commit") return inWork(...detach, requireDigits(ref.name));
  if (isOddBranch(ref)) {
    await inWork(...fetch, `+refs/heads/${ref.name}:refs/remotes/origin/${ref.name}`);
    return inWork(...detach, `refs/remotes/origin/${ref.name}`);
  }
  // If a branch has the name of the tag, git took the branch.
  if (ref.kind === "branch" || checkedOutIn(host, work).branch === undefined) return;
  await inWork(...fetch, `+refs/tags/${ref.name}:refs/tags/${ref.name}`);
  await inWork(...detach, `refs/tags/${ref.name}`);
}
