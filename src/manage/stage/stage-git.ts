import { AppError } from "../../errors/app-error.ts";
import { changedError } from "../../errors/changed-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { gitFolderName, withoutPassword } from "../../source/parse-git-url.ts";
import type { GitSource } from "../../source/source.ts";
import { cloneRepository } from "./clone-repository.ts";
import { findRef, type GitWishes } from "./find-ref.ts";
import { checkedOutIn } from "../git/checked-out.ts";
import { runGit } from "../git/git.ts";
import { noDefaultBranch, type ChosenRef } from "../git/git-refs.ts";
import { submodulesIn } from "../git/submodules-in.ts";
import type { StageContext } from "./stage-context.ts";
import type { CheckedOut } from "../receipt/read-clone.ts";
import { readText, type GitOrigin } from "../receipt/receipt.ts";

/** A repository's plugin in a folder. */
export interface StagedGit {
  readonly folder: string;
  readonly name: string;
  readonly origin: GitOrigin;
}

/** The version of a repository to fetch. */
export interface GitWish extends GitWishes {
  readonly source: GitSource;
  /** The repository's answer for the version, if it was asked before. */
  readonly ref?: ChosenRef;
}

/** Fetches one version of a repository, with its submodules, into a new folder. */
export async function stageGit(
  context: StageContext,
  { source, ref: known, ...wishes }: GitWish,
  work: string,
): Promise<StagedGit> {
  const { host } = context;
  const { url, subfolder } = source;
  const { version, connection } = wishes;
  // A clone takes the default branch by itself.
  const chosen = known ?? (version === "" ? undefined : await findRef(context, url, wishes));
  await cloneRepository(context, { url, ref: chosen, connection }, work);
  const { branch, commit } = requireCheckedOut(host, work, url);
  const submodules = submodulesIn(host, work);
  const ref = chosen?.name ?? branch ?? commit;
  if (submodules.length > 0) await fetchSubmodules(context, { work, submodules, connection });
  // git stores a password; the receipt must not.
  const address = withoutPassword(url);
  const origin: GitOrigin = { kind: "git", url: address, subfolder, constraint: version, ref, commit };
  return { folder: requireSubfolder(host, work, source), name: gitFolderName(source), origin };
}

/** What is checked out in a clone. Throws AppError "version-not-found" if nothing is. */
function requireCheckedOut(host: Host, work: string, url: string): CheckedOut {
  try {
    return checkedOutIn(host, work);
  } catch (error) {
    if (error instanceof AppError && error.code === "git-failed") throw noDefaultBranch(withoutPassword(url));
    throw error;
  }
}

interface SubmoduleWish {
  readonly work: string;
  /** Their paths. */
  readonly submodules: readonly string[];
  readonly connection: GitWish["connection"];
}

async function fetchSubmodules(context: StageContext, { work, submodules, connection }: SubmoduleWish): Promise<void> {
  try {
    const update = ["submodule", "--quiet", "update", "--init", "--recursive", "--depth", "1"];
    await runGit(context, ["-C", work, ...update], connection);
  } catch (error) {
    const isGits = error instanceof AppError && error.code === "git-failed";
    const path = isGits ? submodules.find((each) => !namedSubmodules(context.host, work).has(each)) : undefined;
    if (!isGits || path === undefined) throw error;
    const advice = `its author removes it with \`git rm --cached ${path}\`, or adds the submodule with \`git submodule add URL ${path}\``;
    const hint = `The repository has a submodule at ${path}, and .gitmodules does not say where it comes from: ${advice}.`;
    throw changedError(error, error.message, { hint });
  }
}

/** The paths of the submodules for which .gitmodules has an address. */
function namedSubmodules(host: Host, work: string): ReadonlySet<string | undefined> {
  const modules = readText(host, pathStyle(host.os).join(work, ".gitmodules")) ?? "";
  return new Set(modules.split(/\r?\n/).map((line) => /^\s*path\s*=\s*(.*?)\s*$/.exec(line)?.[1]));
}

/** The folder of a plugin below the root of a repository. Throws AppError "plugin-not-found". */
export function requireSubfolder(host: Host, work: string, { url, subfolder }: GitSource): string {
  if (subfolder === "") return work;
  const { join, separator } = pathStyle(host.os);
  const folder = join(work, ...subfolder.split("/"));
  // A link of the repository could lead to a folder of the user's, which would then be moved.
  const isInside = (): boolean => host.files.realPath(folder).startsWith(host.files.realPath(work) + separator);
  if (host.disk.entry(folder)?.kind === "directory" && isInside()) return folder;
  throw new AppError("plugin-not-found", `${withoutPassword(url)} has no folder ${subfolder}`, {
    hint: "The folder after // is relative to the root of the repository.",
  });
}
