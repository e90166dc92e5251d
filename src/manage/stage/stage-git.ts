import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { gitFolderName, withoutPassword } from "../../source/parse-git-url.ts";
import type { GitSource } from "../../source/source.ts";
import { findRef, type GitWishes } from "./find-ref.ts";
import { askGit, runGit } from "../git/git.ts";
import { requireDigits, type ChosenRef } from "../git/git-refs.ts";
import type { StageContext } from "./stage-context.ts";
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

/** Runs git in the clone. */
type InWork = (...args: readonly string[]) => Promise<void>;

/** Fetches one version of a repository, with its submodules, into a new folder. */
export async function stageGit(
  context: StageContext,
  { source, ref: known, ...wishes }: GitWish,
  work: string,
): Promise<StagedGit> {
  const { host } = context;
  const { url, subfolder } = source;
  const { version, connection } = wishes;
  const ref = known ?? (await findRef(context, url, wishes));
  host.disk.makeFolders(work);
  const inWork: InWork = (...args) => runGit(context, ["-C", work, ...args], connection);
  await inWork("init", "--quiet");
  // The clone keeps its settings when Helm updates it.
  for (const setting of ["core.autocrlf=false", "core.eol=lf"]) await inWork("config", ...setting.split("="));
  if (withoutPassword(url) !== url) hideSettings(host, work);
  await inWork("remote", "add", "--", "origin", url);
  await fetchRef(inWork, ref);
  await fetchSubmodules(host, inWork, work);
  const commit = askGit(host, ["-C", work, "rev-parse", "HEAD"]).trim();
  // git stores a password; the receipt must not.
  const address = withoutPassword(url);
  const origin: GitOrigin = { kind: "git", url: address, subfolder, constraint: version, ref: ref.name, commit };
  return { folder: requireSubfolder(host, work, source), name: gitFolderName(source), origin };
}

async function fetchSubmodules(host: Host, inWork: InWork, work: string): Promise<void> {
  try {
    await inWork("submodule", "--quiet", "update", "--init", "--recursive", "--depth", "1");
  } catch (error) {
    const [path] = error instanceof AppError && error.code === "git-failed" ? unknownSubmodules(host, work) : [];
    if (!(error instanceof AppError) || path === undefined) throw error;
    const advice = `its author removes it with \`git rm --cached ${path}\`, or adds the submodule with \`git submodule add URL ${path}\``;
    const hint = `The repository has a submodule at ${path}, and .gitmodules does not say where it comes from: ${advice}.`;
    throw new AppError(error.code, error.message, { hint, cause: error });
  }
}

/** The mode of a submodule's entry. */
const SUBMODULE = "160000";

/** The submodules for which .gitmodules has no address. */
function unknownSubmodules(host: Host, work: string): readonly string[] {
  const modules = readText(host, pathStyle(host.os).join(work, ".gitmodules")) ?? "";
  const known = new Set(modules.split(/\r?\n/).map((line) => /^\s*path\s*=\s*(.*?)\s*$/.exec(line)?.[1]));
  const entries = askGit(host, ["-C", work, "ls-files", "--stage", "-z"]).split("\0");
  const paths = entries.filter((entry) => entry.startsWith(SUBMODULE)).map((entry) => entry.replace(/^[^\t]*\t/, ""));
  return paths.filter((path) => !known.has(path));
}

/** The clone keeps the address with its password, also for submodules: no other user may read that. */
function hideSettings({ disk, os }: Host, work: string): void {
  const { join } = pathStyle(os);
  disk.setMode(join(work, ".git"), 0o700);
  disk.setMode(join(work, ".git", "config"), 0o600);
}

async function fetchRef(inWork: InWork, ref: ChosenRef): Promise<void> {
  const fetch = ["fetch", "--quiet", "--depth", "1", "origin"];
  switch (ref.kind) {
    case "branch":
      await inWork(...fetch, `+refs/heads/${ref.name}:refs/remotes/origin/${ref.name}`);
      // git makes no local branch of such a name, although a server can have one.
      if (ref.name === "HEAD" || ref.name.startsWith("-")) {
        await inWork("checkout", "--quiet", "--detach", `refs/remotes/origin/${ref.name}`);
        return;
      }
      await inWork("checkout", "--quiet", "-B", ref.name, "--track", `origin/${ref.name}`);
      return;
    case "tag":
      await inWork(...fetch, `+refs/tags/${ref.name}:refs/tags/${ref.name}`);
      await inWork("checkout", "--quiet", "--detach", `refs/tags/${ref.name}`);
      return;
    case "commit":
      // Not every server returns a commit by its hash, and none by its first digits.
      await inWork("fetch", "--quiet", "origin");
      await inWork("checkout", "--quiet", "--detach", requireDigits(ref.name));
  }
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
