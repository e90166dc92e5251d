import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { parseAddress, showAddress, type Address } from "../../http/address.ts";
import { downloadText } from "../../http/download.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";
import { connectionOf, type ConnectionWishes } from "./connection.ts";
import { beginAskingGit, hasGit, readFromGit } from "../git/git.ts";
import { chooseRef, parseRemoteRefs, type ChosenRef, type RemoteRefs } from "../git/git-refs.ts";
import { parseAdvertisement } from "../git/ref-advertisement.ts";
import { tellAddress } from "../git/tell-address.ts";
import type { StageContext } from "./stage-context.ts";

/** How a repository is asked. */
export interface GitWishes {
  /** "" for the default branch. */
  readonly version: string;
  readonly connection: ConnectionWishes | undefined;
}

/**
 * Asks a repository for a version: with the program git, or with luff's own requests if there is no git. Throws AppError
 * "version-not-found", DownloadError, or an error of git.
 */
export async function findRef(context: StageContext, url: string, wishes: GitWishes): Promise<ChosenRef> {
  return chooseRef(await askRefs(context, url, wishes.connection), wishes.version, withoutPassword(url));
}

async function askRefs(
  context: StageContext,
  url: string,
  connection: ConnectionWishes | undefined,
): Promise<RemoteRefs> {
  const repository = addressWithoutGit(context.host, url);
  if (repository !== undefined) return parseRemoteRefs(await askServer(context, repository, connection));
  return parseRemoteRefs(await tellAddress(url, "ask", () => readFromGit(context, questionOf(url), connection)));
}

function questionOf(url: string): readonly string[] {
  return ["ls-remote", "--symref", "--", url];
}

/**
 * Begins to ask a repository what it has, as `findRef` does, and returns what waits for the answer, so that several can be asked at
 * once. Both throw AppError.
 */
export async function beginAskingRefs(
  context: StageContext,
  url: string,
  connection: ConnectionWishes | undefined,
): Promise<() => Promise<RemoteRefs>> {
  const { host } = context;
  const repository = addressWithoutGit(host, url);
  if (repository === undefined) {
    const finish = beginAskingGit(host, questionOf(url), connection);
    return async () => parseRemoteRefs(await tellAddress(url, "ask", finish));
  }
  const answer = askServer(context, repository, connection);
  // A failure that comes before anybody waits for it is not lost: who waits later gets it.
  answer.catch(() => {});
  return async () => parseRemoteRefs(await answer);
}

/** The address of a repository that luff must fetch itself, because there is no git; undefined if git does that. */
export function addressWithoutGit(host: Host, url: string): Address | undefined {
  if (!/^https?:/i.test(url) || hasGit(host)) return undefined;
  const address = parseAddress(url);
  return address && { ...address, path: address.path.replace(/\/+$/, "") };
}

/** More than the branches and tags of the largest repositories. */
const MOST_BYTES = 1 << 25;

/** What a server has, as `git ls-remote --symref` would print it (git's protocol over HTTP, version 0). */
async function askServer(
  context: StageContext,
  repository: Address,
  wishes: ConnectionWishes | undefined,
): Promise<string> {
  const { host, guard, note } = context;
  const address = { ...repository, path: `${repository.path}/info/refs`, query: "?service=git-upload-pack" };
  const download = { address, connection: connectionOf(context, wishes), guard, note };
  const text = await downloadText(host, download, MOST_BYTES);
  const refs = text === undefined ? undefined : parseAdvertisement(text);
  if (refs !== undefined) return refs;
  throw new AppError("source-unsupported", `${showAddress(repository)} is not a git repository, or it is private`, {
    hint: "Check the address. Your netrc file can have the user and the password for the server.",
  });
}
