import { requireArchiveSize, type UnpackLimits } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Download } from "../../http/download.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { showPlatform } from "../../platform/platform-text.ts";
import type { Platform } from "../../platform/platform.ts";
import { windowsNameFault } from "../../platform/windows-names.ts";
import { renderGithub } from "../../source/parse-github.ts";
import type { GithubSource } from "../../source/source.ts";
import { apiDownload, explainGithub, type GithubClient } from "../github/ask-github.ts";
import { assetDownload } from "../github/asset-download.ts";
import { checkAsset } from "../github/check-asset.ts";
import { hasPlatforms, rankAssets, requireAsset } from "../github/choose-asset.ts";
import { findCommit, findVersion, type FoundVersion } from "../github/find-release.ts";
import { githubServer } from "../github/github-server.ts";
import type { Asset, Release } from "../github/release.ts";
import { requireChecksum } from "../receipt/checksum.ts";
import type { GithubOrigin } from "../receipt/receipt.ts";
import { removeTree } from "../store/remove-tree.ts";
import type { ConnectionWishes } from "./connection.ts";
import { receiveArchive } from "./receive-archive.ts";
import type { StageContext } from "./stage-context.ts";
import type { Staged } from "./staged.ts";
import type { Staging } from "./staging.ts";
import { unpackPlugin } from "./unpack-plugin.ts";

type GithubStaging = Staging & { readonly source: GithubSource };

/** The client for a source. */
export function githubClient(
  context: StageContext,
  { server, repository }: GithubSource,
  connection: ConnectionWishes | undefined,
): GithubClient {
  return { context, server: githubServer(context.host.environment, server), repository, connection };
}

/** The version that a source and a request mean together. Throws AppError "usage" if both have one. */
function requireVersion({ flagNames }: StageContext, { source: { tag }, version = "" }: GithubStaging): string {
  if (tag === "" || version === "") return tag === "" ? version : tag;
  throw new AppError(
    "usage",
    `${flagNames.version} ${version} and @${tag} at the end of the source cannot be used together`,
    {
      hint: "Leave out one of them.",
    },
  );
}

/**
 * Downloads a version of a GitHub repository into a folder that is not there yet: the release's asset for this platform if it is a
 * plugin, and otherwise the source code of its tag.
 */
export async function stageGithub(context: StageContext, staging: GithubStaging, work: string): Promise<Staged> {
  const { source, ref } = staging;
  const constraint = requireVersion(context, staging);
  const client = githubClient(context, source, staging.connection);
  const name = requireFolderName(source);
  const found = await findVersion(client, ref?.name ?? constraint);
  const place = { client, staging, work, name, constraint };
  if (found.kind === "release") {
    const staged = await stageAssets(place, found.release);
    if (staged !== undefined) return staged;
  } else if (staging.asset !== undefined) throw noAssets(source, found.tag);
  return stageSourceOf(place, found);
}

interface Place {
  readonly client: GithubClient;
  readonly staging: GithubStaging;
  readonly work: string;
  /** That of the plugin's folder. */
  readonly name: string;
  /** As in the origin. */
  readonly constraint: string;
}

/** The name that a clone of the repository would have. */
function requireFolderName({ repository }: GithubSource): string {
  const name = repository.split("/").at(-1) ?? "";
  const fault = windowsNameFault(name);
  if (fault === undefined) return name;
  const message = `luff cannot install from github:${repository}: its name is that of the plugin's folder, and ${fault}`;
  throw new AppError("source-unsupported", message, { hint: "Download the plugin, and install the file." });
}

function noAssets(source: GithubSource, tag: string): AppError {
  return new AppError("asset-not-found", `${renderGithub(source)} has no release ${tag}, and so no assets`, {
    advice: "install-tag-source",
  });
}

/** Undefined if no asset of the release is the plugin, and the user named none. */
async function stageAssets(place: Place, release: Release): Promise<Staged | undefined> {
  const { client, staging, work } = place;
  const { host, note, flagNames } = client.context;
  const platform = platformFor(place);
  if (staging.asset !== undefined) {
    const wish = { glob: staging.asset, flag: flagNames.asset };
    return stageAsset(place, release, requireAsset(release, wish, platform));
  }
  for (const asset of rankAssets(release.assets, platform, client.repository)) {
    try {
      return await stageAsset(place, release, asset);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "plugin-not-found") throw error;
      note(`${error.message}, so luff does not install it`);
      removeTree(host, work);
    }
  }
  return undefined;
}

/** The platform that the plugin is to be for. */
function platformFor({ client, staging }: Place): Platform {
  return staging.platform ?? client.context.host;
}

/** What the receipt says of the platform. */
function platformFact(place: Place, release: Release): Pick<GithubOrigin, "platform"> {
  return hasPlatforms(release, place.client.repository) ? { platform: showPlatform(platformFor(place)) } : {};
}

async function stageAsset(place: Place, release: Release, asset: Asset): Promise<Staged> {
  const { client, staging, constraint } = place;
  const { checksum, known, isLocked = false } = staging;
  const label = `${asset.name} of ${release.tag}`;
  const { file, sha256 } = await fetchArchive(place, assetDownload(client, asset));
  await checkAsset(client, release, asset, { sha256, checksum, known, isLocked });
  const origin: GithubOrigin = {
    kind: "github",
    url: renderGithub(staging.source),
    constraint,
    tag: release.tag,
    asset: asset.name,
    ...(staging.asset !== undefined && { pattern: staging.asset }),
    sha256,
    ...platformFact(place, release),
  };
  return unpackStaged(place, { file, label, origin });
}

/** Stages what GitHub makes of a commit. */
async function stageSourceOf(place: Place, found: FoundVersion): Promise<Staged> {
  const { client, staging, constraint } = place;
  const { host, note } = client.context;
  const { checksum, known, source, ref } = staging;
  const tag = found.kind === "release" ? found.release.tag : found.tag;
  const commit = ref?.commit ?? (found.kind === "source" ? found.commit : await findCommit(client, tag));
  if (commit === undefined) throw noCommit(source, tag);
  const { file, sha256 } = await fetchArchive(place, apiDownload(client, `/tarball/${commit}`));
  const label = `the source of ${tag}`;
  if (checksum !== undefined) requireChecksum(label, sha256, checksum);
  else if (sha256 !== known && ref?.commit === undefined) {
    note(`nothing has a checksum for ${label} (${commit.slice(0, 12)}), so it was not checked`);
  }
  const origin: GithubOrigin = {
    kind: "github",
    url: renderGithub(source),
    constraint,
    tag,
    asset: null,
    commit,
    sha256,
    ...(found.kind === "release" && platformFact(place, found.release)),
  };
  const staged = await unpackStaged(place, { file, label, origin });
  if (host.disk.entry(pathStyle(host.os).join(staged.folder, ".gitmodules")) === undefined) return staged;
  throw new AppError("source-unsupported", `${renderGithub(source)} has submodules, which are not in ${label}`, {
    hint: `Install from the repository itself: luff plugin install https://${source.server}/${source.repository}`,
  });
}

function noCommit(source: GithubSource, tag: string): AppError {
  return new AppError("version-not-found", `${renderGithub(source)} has no tag ${JSON.stringify(tag)}`, {
    hint: "Name another version, or leave it out for the newest release.",
  });
}

interface Fetched {
  readonly file: string;
  readonly sha256: string;
}

async function fetchArchive({ client, staging, work }: Place, download: Download): Promise<Fetched> {
  const { host } = client.context;
  const limits: UnpackLimits | undefined = staging.limits;
  const folder = pathStyle(host.os).directory(work);
  host.disk.makeFolders(folder);
  const file = pathStyle(host.os).join(folder, "download");
  const requireSize = (bytes: number): void => requireArchiveSize(limits, bytes);
  try {
    const { sha256 } = await receiveArchive(host, { ...download, requireSize }, file);
    return { file, sha256 };
  } catch (error) {
    throw explainGithub(client, error);
  }
}

interface Unpackable {
  readonly file: string;
  readonly label: string;
  readonly origin: GithubOrigin;
}

async function unpackStaged({ client, staging, work, name }: Place, archive: Unpackable): Promise<Staged> {
  const { host } = client.context;
  const { file, label, origin } = archive;
  try {
    const { folder, files } = await unpackPlugin(host, { file, label, work, limits: staging.limits });
    return { folder, name, origin, ...(files !== undefined && { files }) };
  } finally {
    host.disk.remove(file);
  }
}
