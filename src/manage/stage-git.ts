import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { gitFolderName, withoutPassword } from "../source/parse-git-url.ts";
import type { GitSource } from "../source/source.ts";
import { askGit, runGit } from "./git.ts";
import { chooseRef, parseRemoteRefs, type ChosenRef } from "./git-refs.ts";
import type { GitOrigin } from "./receipt.ts";

/** Asks a repository what it has for a version. Throws AppError "version-not-found" or of git. */
export async function findRef(host: Host, url: string, version: string): Promise<ChosenRef> {
  const output = await askGit(host, ["ls-remote", "--symref", "--", url]);
  return chooseRef(parseRemoteRefs(output), version, withoutPassword(url));
}

/** A repository's plugin in a folder. */
export interface StagedGit {
  readonly folder: string;
  readonly name: string;
  readonly origin: GitOrigin;
}

/** Which version of a repository is fetched. */
export interface GitWish {
  readonly source: GitSource;
  readonly version: string;
  /** What the repository has for the version, where it was asked before. */
  readonly ref?: ChosenRef;
}

/** Fetches one version of a repository, with its submodules, into a folder that is not there yet. */
export async function stageGit(host: Host, { source, version, ...wish }: GitWish, work: string): Promise<StagedGit> {
  const { url, subfolder } = source;
  const ref = wish.ref ?? (await findRef(host, url, version));
  host.disk.makeFolders(work);
  const inWork = (...args: readonly string[]): Promise<void> => runGit(host, ["-C", work, ...args]);
  await inWork("init", "--quiet");
  // The clone keeps its settings when Helm updates it.
  for (const setting of ["core.autocrlf=false", "core.eol=lf"]) await inWork("config", ...setting.split("="));
  await inWork("remote", "add", "origin", url);
  await fetchRef(inWork, ref);
  await inWork("submodule", "--quiet", "update", "--init", "--recursive", "--depth", "1");
  const commit = (await askGit(host, ["-C", work, "rev-parse", "HEAD"])).trim();
  // A password is git's to keep, and not the receipt's.
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
      // Not every server gives a commit by its number, and none by its first digits.
      await inWork("fetch", "--quiet", "origin");
      await inWork("checkout", "--quiet", "--detach", ref.name);
  }
}

function requireSubfolder(host: Host, work: string, { url, subfolder }: GitSource): string {
  if (subfolder === "") return work;
  const folder = pathStyle(host.os).join(work, ...subfolder.split("/"));
  if (host.disk.entry(folder)?.kind === "directory") return folder;
  throw new AppError("plugin-not-found", `${withoutPassword(url)} has no folder ${subfolder}`, {
    hint: "The folder behind // is taken from the root of the repository.",
  });
}
