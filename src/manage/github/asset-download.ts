import { parseAddress } from "../../http/address.ts";
import type { Download } from "../../http/download.ts";
import { apiDownload, plainDownload, type GithubClient } from "./ask-github.ts";
import type { Asset } from "./release.ts";

/**
 * How to download an asset: with a token by the API, which alone has those of private repositories; without one where everybody may,
 * because GitHub counts requests to the API.
 */
export function assetDownload(client: GithubClient, { id, url }: Asset): Download {
  const address = client.server.token === undefined ? parseAddress(url) : undefined;
  if (address?.scheme === "https") return plainDownload(client, address);
  return { ...apiDownload(client, `/releases/assets/${id}`), accept: "application/octet-stream" };
}
