import { parseAddress, showAddress, type Address } from "../http/address.ts";
import { DownloadError } from "../http/download-error.ts";
import { downloadJson, fieldOf, listOf, textField } from "../http/download-json.ts";
import type { Download } from "../http/download.ts";
import { parseGitUrl } from "../source/parse-git-url.ts";
import { installCommand, type FoundPlugin } from "./found-plugin.ts";

/** The hub that is asked if the user names none. */
export const ARTIFACT_HUB = "https://artifacthub.io";

/** Helm plugins, among the kinds of packages on Artifact Hub. */
const KIND = 6;
/** Artifact Hub gives no more at once. */
const PAGE = 60;
const MOST_BYTES = 1 << 24;

export interface HubQuestion {
  /** The words to look for; "" for all plugins. */
  readonly words: string;
  readonly limit: number;
}

/**
 * The plugins that Artifact Hub, or a server that answers as it does, finds for some words: the best first. Throws AppError
 * "download-failed".
 */
export async function askHub(
  host: Parameters<typeof downloadJson>[0],
  download: Download,
  { words, limit }: HubQuestion,
): Promise<readonly FoundPlugin[]> {
  const found: FoundPlugin[] = [];
  for (let received = 0; found.length < limit;) {
    const count = Math.min(PAGE, limit - found.length);
    const address = searchAddress(download.address, { words, count, offset: received });
    const packages = fieldOf(await downloadJson(host, { ...download, address }, MOST_BYTES), "packages");
    if (packages !== null && !Array.isArray(packages)) throw otherServer(address);
    const page = listOf(packages);
    found.push(...page.slice(0, count).flatMap(readPackage));
    received += page.length;
    if (page.length < count) break;
  }
  return found;
}

function searchAddress(
  hub: Address,
  { words, count, offset }: { readonly words: string; readonly count: number; readonly offset: number },
): Address {
  const base = hub.path.replace(/\/+$/, "").replace(/\/api\/v1$/, "");
  const values = { kind: KIND, ...(words !== "" && { ts_query_web: words }), limit: count, offset };
  const query = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return { ...hub, path: `${base}/api/v1/packages/search`, query: `?${query.join("&")}` };
}

function otherServer(address: Address): DownloadError {
  return new DownloadError(`cannot use ${showAddress(address)}: the server did not send a list of packages`, {
    advice: "check-hub",
  });
}

function readPackage(value: unknown): readonly FoundPlugin[] {
  const name = textField(value, "name");
  if (name === "") return [];
  const repository = textField(fieldOf(value, "repository"), "url");
  const stars = fieldOf(value, "stars");
  return [
    {
      name,
      version: textField(value, "version"),
      description: textField(value, "description"),
      stars: typeof stars === "number" ? stars : null,
      repository,
      command: parseAddress(repository) === undefined ? "" : installCommand(gitSource(repository)),
    },
  ];
}

/**
 * What installs from a repository of which the hub has the address. On a known forge, what follows the repository's own name is a
 * folder in it.
 */
function gitSource(url: string): string {
  const [, repository, folder] =
    /^(https:\/\/(?:github\.com|bitbucket\.org|codeberg\.org)\/[^/]+\/[^/]+)\/(.+?)\/*$/.exec(url) ?? [];
  const source = repository === undefined ? url.replace(/\/+$/, "") : `${repository}//${folder ?? ""}`;
  return parseGitUrl(source) === undefined ? `git+${source}` : source;
}
