import { requireArchiveSize, type UnpackLimits } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import { lastPart, showAddress, type Address } from "../../http/address.ts";
import { DownloadError } from "../../http/download-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { gitFolderName, withoutPassword } from "../../source/parse-git-url.ts";
import { connectionOf } from "./connection.ts";
import { findRef } from "./find-ref.ts";
import type { ChosenRef } from "../git/git-refs.ts";
import { receiveArchive } from "./receive-archive.ts";
import type { StageContext } from "./stage-context.ts";
import { requireSubfolder, type GitWish } from "./stage-git.ts";
import { isPage } from "./stage-http.ts";
import type { Staged } from "./staged.ts";
import { listUnpacked } from "./unpacked-files.ts";
import { unpackFile } from "./unpack-plugin.ts";

export interface ForgeWish extends GitWish {
  /** Undefined: the repository may have any size. */
  readonly limits?: UnpackLimits;
}

interface ForgePlace {
  /** The repository's address. */
  readonly address: Address;
  /** A new folder for its files. */
  readonly work: string;
}

/**
 * Fetches one version of a repository without the program git: the archive of its commit that the forge makes. Throws
 * AppError "git-missing" for what only git can fetch.
 */
export async function stageForge(
  context: StageContext,
  wish: ForgeWish,
  { address, work }: ForgePlace,
): Promise<Staged> {
  const { host, note } = context;
  const { source, version } = wish;
  const ref = wish.ref ?? (await findRef(context, source.url, wish));
  const commit = requireWholeCommit(ref);
  note(
    `there is no program git here, so luff downloads the files of ${showAddress(address)} at ${ref.name}, and no clone`,
  );
  const { join, directory } = pathStyle(host.os);
  host.disk.makeFolders(directory(work));
  const file = join(directory(work), "download");
  await downloadArchive(context, wish, { address, commit, file });
  const entries = await unpackFile(host, { file, label: showAddress(address), work, limits: wish.limits });
  host.disk.remove(file);
  const root = requireRoot(context, address, work);
  const folder = requireSubfolder(host, join(work, root), source);
  const url = withoutPassword(source.url);
  const { subfolder } = source;
  const below = subfolder === "" ? `${root}/` : `${root}/${subfolder}/`;
  const files = entries && listUnpacked(host.os, entries, below);
  return {
    folder,
    name: gitFolderName(source),
    origin: { kind: "git", url, subfolder, constraint: version, ref: ref.name, commit },
    ...(files !== undefined && { files }),
  };
}

function requireWholeCommit({ name, commit }: ChosenRef): string {
  if (commit !== undefined) return commit;
  throw new AppError("git-missing", `without the program git luff does not know the commit ${JSON.stringify(name)}`, {
    hint: "Write all 40 digits of the commit, or install git.",
  });
}

interface ArchiveOf {
  readonly address: Address;
  readonly commit: string;
  /** Where it goes. */
  readonly file: string;
}

/** Downloads the archive of a commit from the first address that has it. */
async function downloadArchive(
  context: StageContext,
  { connection, limits }: ForgeWish,
  { address, commit, file }: ArchiveOf,
): Promise<void> {
  const { host, guard, note, progress } = context;
  let refusal: DownloadError | undefined;
  for (const path of archivePaths(address, commit)) {
    const download = {
      address: { ...address, path },
      connection: connectionOf(context, connection),
      guard,
      note,
      progress,
      requireSize: (bytes: number): void => requireArchiveSize(limits, bytes),
    };
    try {
      await receiveArchive(host, download, file);
      if (!isPage(host, file)) return;
      host.disk.remove(file);
    } catch (error) {
      if (!(error instanceof DownloadError) || !isElsewhere(error)) throw error;
      if (error.status === 401 || error.status === 403) refusal ??= error;
    }
  }
  if (refusal !== undefined) throw refusal;
  throw new AppError("git-missing", `${address.host} offers no archive of ${showAddress(address)} that luff knows of`, {
    hint: "Install the program git, which luff then uses. Without it luff knows GitHub, GitLab, Gitea, Forgejo and Bitbucket.",
  });
}

/** Whether another address may have what this one has not. A server that counts requests is not asked for more. */
function isElsewhere({ status = 500 }: DownloadError): boolean {
  return status < 500 && status !== 429;
}

/** Where forges have the archive of a commit. A server of another name may be any of them. */
function archivePaths(address: Address, commit: string): readonly string[] {
  const path = address.path.replace(/\.git$/, "");
  const name = lastPart({ ...address, path });
  // GitHub, Gitea and Forgejo.
  const common = `${path}/archive/${commit}.tar.gz`;
  const gitlab = `${path}/-/archive/${commit}/${name}-${commit}.tar.gz`;
  const bitbucket = `${path}/get/${commit}.tar.gz`;
  if (/^(?:www\.)?(?:github\.com|codeberg\.org)$/.test(address.host)) return [common];
  if (address.host === "gitlab.com") return [gitlab];
  return address.host === "bitbucket.org" ? [bitbucket] : [common, gitlab, bitbucket];
}

/** The name of the only folder in the archive, which has the repository's files. */
function requireRoot({ host }: StageContext, address: Address, work: string): string {
  const [root, ...more] = host.files.list(work);
  const { join } = pathStyle(host.os);
  if (root === undefined || more.length > 0 || host.disk.entry(join(work, root))?.kind !== "directory") {
    throw new AppError("archive-invalid", `the archive of ${showAddress(address)} is not that of a repository`, {
      hint: "Install the program git, which luff then uses.",
    });
  }
  if (host.disk.entry(join(work, root, ".gitmodules")) === undefined) return root;
  throw new AppError("git-missing", `${showAddress(address)} has submodules, which only the program git fetches`, {
    hint: "Install git.",
  });
}
