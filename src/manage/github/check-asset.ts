import { requireText } from "../../http/download.ts";
import { checksumIn, MOST_CHECKSUM_BYTES, requireChecksum, type FoundChecksum } from "../receipt/checksum.ts";
import { explainGithub, type GithubClient } from "./ask-github.ts";
import { assetDownload } from "./asset-download.ts";
import type { Asset, Release } from "./release.ts";

export interface AssetDigest {
  readonly sha256: string;
  /** The user's. */
  readonly checksum: FoundChecksum | undefined;
  /** That of the lock or of what is installed. */
  readonly known: string | undefined;
  /** Whether the caller refuses an asset that has not the known one. */
  readonly isLocked: boolean;
}

/** The names of files with the SHA-256 of several assets, such as those of goreleaser. */
const LISTS = /(?:^|[-_.])(?:checksums?|sha-?256(?:-?sums?)?)(?:[-_.]sha-?256)?(?:\.txt)?$/i;

/**
 * Checks an asset: the user's checksum counts; without one, what GitHub says of it and what the release's checksum file says. Throws
 * AppError "checksum-mismatch", "checksum-invalid" or "download-failed".
 */
export async function checkAsset(
  client: GithubClient,
  release: Release,
  asset: Asset,
  { sha256, checksum, known, isLocked }: AssetDigest,
): Promise<void> {
  const { name } = asset;
  const shown = `${name} of ${release.tag}`;
  if (checksum !== undefined) return requireChecksum(shown, sha256, checksum);
  if (asset.sha256 !== undefined) requireChecksum(shown, sha256, { sha256: asset.sha256, file: client.server.name });
  for (const list of checksumAssets(release, name)) {
    const found = checksumIn(await readAsset(client, list), name, { candidate: list.name, shown: list.name });
    if (found !== undefined) return requireChecksum(shown, sha256, { sha256: found, file: list.name });
  }
  if (asset.sha256 === undefined && sha256 !== known && !isLocked) {
    client.context.note(`no file of the release has a checksum for ${shown}, so it was not checked`);
  }
}

/** First the one that is about the asset alone. */
function checksumAssets({ assets }: Release, name: string): readonly Asset[] {
  const alone = assets.filter((asset) => asset.name === `${name}.sha256`);
  return [
    ...alone,
    ...assets.filter((asset) => asset.name !== name && LISTS.test(asset.name) && !alone.includes(asset)),
  ];
}

async function readAsset(client: GithubClient, asset: Asset): Promise<string> {
  try {
    return await requireText(client.context.host, assetDownload(client, asset), MOST_CHECKSUM_BYTES);
  } catch (error) {
    throw explainGithub(client, error);
  }
}
