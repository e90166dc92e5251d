import { AppError } from "../../errors/app-error.ts";
import { parseAddress, type Address } from "../../http/address.ts";
import { DownloadError } from "../../http/download-error.ts";
import { downloadJson } from "../../http/download-json.ts";
import type { Download } from "../../http/download.ts";
import { countOf } from "../../text/count-of.ts";
import { connectionOf, type ConnectionWishes } from "../stage/connection.ts";
import type { StageContext } from "../stage/stage-context.ts";
import type { GithubServer } from "./github-server.ts";

/** Asks one repository's questions. */
export interface GithubClient {
  readonly context: StageContext;
  readonly server: GithubServer;
  /** OWNER/REPO. */
  readonly repository: string;
  readonly connection: ConnectionWishes | undefined;
}

/** More than a hundred releases with hundreds of assets. */
const MOST_BYTES = 1 << 26;

/**
 * What the API has at a path below the repository's; undefined if it has nothing there. Throws AppError "download-failed".
 */
export async function askGithub(client: GithubClient, path: string): Promise<unknown> {
  try {
    const download = { ...apiDownload(client, path), accept: "application/vnd.github+json" };
    return await downloadJson(client.context.host, download, MOST_BYTES);
  } catch (error) {
    // For a ref that it does not know, and for an empty repository, GitHub has other statuses.
    if (error instanceof DownloadError && [404, 409, 422].includes(error.status ?? 0)) return undefined;
    throw explainGithub(client, error);
  }
}

/** A download from the API, with the user's token, which goes to no other server. Throws AppError "source-unsupported" for a server that cannot be one. */
export function apiDownload(client: GithubClient, path: string): Download {
  const { server, repository } = client;
  const address = requireAddress(server, `${server.api}/repos/${repository}${path}`);
  const authorization = server.token === undefined ? undefined : `Bearer ${requirePlain(server.token)}`;
  return { ...plainDownload(client, address), authorization };
}

/** A download without a token. */
export function plainDownload({ context, connection }: GithubClient, address: Address): Download {
  const { guard, note, progress } = context;
  return { address, connection: connectionOf(context, connection), guard, note, progress };
}

function requireAddress({ name }: GithubServer, url: string): Address {
  const address = parseAddress(url);
  if (address !== undefined) return address;
  throw new AppError(
    "source-unsupported",
    `luff cannot ask ${JSON.stringify(name)}: that is not the name of a server`,
    {
      hint: "Write only the name, such as github.example.com, with a port where it needs one.",
    },
  );
}

/** A header has no other characters. The token itself must not be in a message. */
function requirePlain({ value, variable }: NonNullable<GithubServer["token"]>): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw new AppError("usage", `the token in ${variable} has a space or a character that no token has`, {
    hint: "Set the variable to the token alone.",
  });
}

/** What a failed request to the API or for an asset means for a person, if GitHub says more than other servers. */
export function explainGithub({ server }: Pick<GithubClient, "server">, error: unknown): unknown {
  if (!(error instanceof DownloadError)) return error;
  const { name, token, variable } = server;
  const isLimit = (error.status === 403 || error.status === 429) && isUsedUp(error);
  if (isLimit) {
    const minutes = Math.max(1, Math.ceil((error.retryAfter ?? 0) / 60_000));
    const limit = error.headers.get("x-ratelimit-limit");
    const count = limit !== undefined && /^\d+$/.test(limit) ? ` of ${limit} requests` : "";
    const message = `${name} answers again in ${countOf(minutes, "minute")}: its limit${count} is used up`;
    const later = "Try again later.";
    return new DownloadError(message, {
      hint: token === undefined ? `Set ${variable} to a token, which has a higher limit, or try again later.` : later,
      cause: error,
    });
  }
  if (error.status === 401 && token !== undefined) {
    return new DownloadError(`${name} does not accept the token in ${token.variable}`, {
      hint: "It may have expired, or be for another server. Set a new one, or unset the variable.",
      cause: error,
    });
  }
  if (error.status !== 403 && error.status !== 401) return error;
  const hint =
    token === undefined
      ? `Set ${variable} to a token that may read the repository.`
      : `Check what the token in ${token.variable} may read, and whether it is allowed for the organisation.`;
  return new DownloadError(error.message, { hint, cause: error });
}

/** Of the two limits of GitHub, one says when it ends, and the other how long to wait. */
function isUsedUp({ headers, retryAfter }: DownloadError): boolean {
  return headers.get("x-ratelimit-remaining") === "0" || retryAfter !== undefined;
}
