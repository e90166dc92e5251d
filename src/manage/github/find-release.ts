import { AppError } from "../../errors/app-error.ts";
import { renderGithub } from "../../source/parse-github.ts";
import { compareVersions, parseVersion } from "../../text/semver.ts";
import { parseConstraint, type Constraint } from "../../text/version-constraint.ts";
import { textField } from "../../http/download-json.ts";
import type { ChosenRef } from "../git/git-refs.ts";
import type { GithubOrigin } from "../receipt/receipt.ts";
import { askGithub, type GithubClient } from "./ask-github.ts";
import { readRelease, type Release } from "./release.ts";

/** What a version of a repository came to: a release, or only a tag, branch or commit, of which there is the source code. */
export type FoundVersion =
  | { readonly kind: "release"; readonly release: Release }
  | { readonly kind: "source"; readonly tag: string; readonly commit: string };

/**
 * Finds a version of a repository: "" or "latest" for the newest release, the release of a tag, the highest one that satisfies a
 * constraint, or a tag without a release. Throws AppError "version-not-found", "source-not-found" or "download-failed".
 */
export async function findVersion(client: GithubClient, version: string): Promise<FoundVersion> {
  if (version === "") return { kind: "release", release: await newestRelease(client) };
  if (!/[\s~^*<>=|,]/.test(version)) {
    const release = readRelease(await askGithub(client, `/releases/tags/${encodePath(version)}`));
    if (release !== undefined) return { kind: "release", release };
    if (version === "latest") return { kind: "release", release: await newestRelease(client) };
  }
  const constraint = parseConstraint(version);
  const releases = constraint === undefined ? [] : await listReleases(client);
  const release = constraint && highestOf(releases, constraint);
  if (release !== undefined) return { kind: "release", release };
  const isName = constraint === undefined || parseVersion(version) !== undefined;
  const commit = isName ? await findCommit(client, version) : undefined;
  if (commit !== undefined) return { kind: "source", tag: version, commit };
  throw isName ? notFound(client, version) : notSatisfied(client, version, releases);
}

/** What was found, as the request for it. */
export function refOf(found: FoundVersion): ChosenRef {
  if (found.kind === "release") return { kind: "tag", name: found.release.tag, commit: undefined };
  return { kind: "tag", name: found.tag, commit: found.commit };
}

/** Whether what was found is what is installed, as far as the API says. */
export async function isInstalled(client: GithubClient, found: FoundVersion, origin: GithubOrigin): Promise<boolean> {
  const { tag, asset, sha256, commit } = origin;
  if (refOf(found).name !== tag) return false;
  if (found.kind === "source") return found.commit === commit;
  if (asset === null) return (await findCommit(client, tag)) === commit;
  const present = found.release.assets.find(({ name }) => name === asset);
  return present !== undefined && (present.sha256 === undefined || present.sha256 === sha256);
}

/** The commit that a tag, a branch or a commit is; undefined if there is none of the name. */
export async function findCommit(client: GithubClient, ref: string): Promise<string | undefined> {
  const commit = textField(await askGithub(client, `/commits/${encodePath(ref)}`), "sha");
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}

/** The release that GitHub shows as the latest. */
export async function newestRelease(client: GithubClient): Promise<Release> {
  const release = readRelease(await askGithub(client, "/releases/latest"));
  if (release !== undefined) return release;
  throw noRelease(client, await listReleases(client));
}

const PAGE = 100;
/** More releases than any plugin has. */
const MOST_PAGES = 20;

/** All releases of a repository. Throws AppError "source-not-found" if there is no such repository. */
export async function listReleases(client: GithubClient): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const found = await askGithub(client, `/releases?per_page=${PAGE}&page=${page}`);
    if (!Array.isArray(found)) throw noRepository(client);
    releases.push(...found.flatMap((value: unknown) => readRelease(value) ?? []));
    if (found.length < PAGE) break;
  }
  return releases;
}

/** The release with the highest version that satisfies a constraint; undefined if none does. */
export function highestOf(releases: readonly Release[], constraint: Constraint): Release | undefined {
  const fitting = releases.flatMap((release) => {
    const version = parseVersion(release.tag);
    if (version === undefined || !constraint(version)) return [];
    // What its author calls a pre-release is none for a constraint, unless the version says so itself.
    return release.isPreRelease && version.pre.length === 0 ? [] : [{ release, version }];
  });
  return fitting.sort((one, other) => compareVersions(other.version, one.version))[0]?.release;
}

/** A tag may have slashes, which stay. */
function encodePath(text: string): string {
  return text.split("/").map(encodeURIComponent).join("/");
}

function nameOf({ server, repository }: GithubClient): string {
  return renderGithub({ server: server.name, repository });
}

function noRepository(client: GithubClient): AppError {
  const { token, variable, name } = client.server;
  const message = `${nameOf(client)} is not a repository on ${name}, or it is private`;
  return new AppError("source-not-found", message, {
    hint:
      token === undefined
        ? `Check the name. For a private repository, set ${variable} to a token that may read it.`
        : `Check the name, and whether the token in ${token.variable} may read the repository.`,
  });
}

function gitHint({ server, repository }: GithubClient): string {
  return `install from the repository itself: luff plugin install https://${server.name}/${repository}`;
}

function noRelease(client: GithubClient, releases: readonly Release[]): AppError {
  const [first] = releases;
  const only = first === undefined ? "no release" : "only pre-releases";
  const hint = first === undefined ? "" : `Name one: ${nameOf(client)}@${first.tag}. Or `;
  const rest = gitHint(client);
  return new AppError("version-not-found", `${nameOf(client)} has ${only}`, {
    hint: hint === "" ? `${rest[0]?.toUpperCase()}${rest.slice(1)}` : hint + rest,
  });
}

function notFound(client: GithubClient, version: string): AppError {
  const message = `${nameOf(client)} has no release, tag or branch ${JSON.stringify(version)}, or is private`;
  return new AppError("version-not-found", message, {
    hint: `Check the name, or leave out the version for the newest release. A constraint looks like ">=1.2, <2" or "^1".`,
  });
}

function notSatisfied(client: GithubClient, version: string, releases: readonly Release[]): AppError {
  const highest = highestOf(releases, () => true)?.tag;
  const what = highest === undefined ? "it has no release whose tag is a version" : `the highest is ${highest}`;
  const message = `${nameOf(client)} has no release that satisfies ${JSON.stringify(version)}: ${what}`;
  return new AppError("version-not-found", message, {
    hint: "Change the constraint, or name a tag, a branch or a commit.",
  });
}
