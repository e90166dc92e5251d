import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { gitFolderName, withoutPassword } from "../source/parse-git-url.ts";
import type { GitSource } from "../source/source.ts";
import { askGit, runGit } from "./git.ts";
import { chooseRef, parseRemoteRefs, type ChosenRef } from "./git-refs.ts";
import type { GitOrigin } from "./receipt.ts";

/** How a repository is asked. */
export interface GitWishes {
  /** "" for the default branch. */
  readonly version: string;
  /** A file with the certificates of the only authorities that are trusted. */
  readonly caFile: string | undefined;
}

/** Asks a repository for a version. Throws AppError "version-not-found", or an error of git. */
export async function findRef(host: Host, url: string, { version, caFile }: GitWishes): Promise<ChosenRef> {
  const output = await askGit(host, refsQuestion(url), caFile);
  return chooseRef(parseRemoteRefs(output), version, withoutPassword(url));
}

/** The arguments with which git says what a repository has, for `parseRemoteRefs`. */
export function refsQuestion(url: string): readonly string[] {
  return ["ls-remote", "--symref", "--", url];
}

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
  host: Host,
  { source, ref: known, ...wishes }: GitWish,
  work: string,
): Promise<StagedGit> {
  const { url, subfolder } = source;
  const { version, caFile } = wishes;
  const ref = known ?? (await findRef(host, url, wishes));
  host.disk.makeFolders(work);
  const inWork = (...args: readonly string[]): Promise<void> => runGit(host, ["-C", work, ...args], caFile);
  await inWork("init", "--quiet");
  // The clone keeps its settings when Helm updates it.
  for (const setting of ["core.autocrlf=false", "core.eol=lf"]) await inWork("config", ...setting.split("="));
  await inWork("remote", "add", "origin", url);
  await fetchRef(inWork, ref);
  await inWork("submodule", "--quiet", "update", "--init", "--recursive", "--depth", "1");
  const commit = (await askGit(host, ["-C", work, "rev-parse", "HEAD"])).trim();
  // git stores a password; the receipt must not.
  const address = withoutPassword(url);
  const origin: GitOrigin = { kind: "git", url: address, subfolder, constraint: version, ref: ref.name, commit };
  return { folder: requireSubfolder(host, work, source), name: gitFolderName(source), origin };
}

async function fetchRef(inWork: (...args: readonly string[]) => Promise<void>, ref: ChosenRef): Promise<void> {
  const fetch = ["fetch", "--quiet", "--depth", "1", "origin"];
  switch (ref.kind) {
    case "branch":
      await inWork(...fetch, `+refs/heads/${ref.name}:refs/remotes/origin/${ref.name}`);
      await inWork("checkout", "--quiet", "-B", ref.name, "--track", `origin/${ref.name}`);
      return;
    case "tag":
      await inWork(...fetch, `+refs/tags/${ref.name}:refs/tags/${ref.name}`);
      await inWork("checkout", "--quiet", "--detach", `refs/tags/${ref.name}`);
      return;
    case "commit":
      // Not every server returns a commit by its hash, and none by its first digits.
      await inWork("fetch", "--quiet", "origin");
      await inWork("checkout", "--quiet", "--detach", ref.name);
  }
}

function requireSubfolder(host: Host, work: string, { url, subfolder }: GitSource): string {
  if (subfolder === "") return work;
  const folder = pathStyle(host.os).join(work, ...subfolder.split("/"));
  if (host.disk.entry(folder)?.kind === "directory") return folder;
  throw new AppError("plugin-not-found", `${withoutPassword(url)} has no folder ${subfolder}`, {
    hint: "The folder after // is relative to the root of the repository.",
  });
}
