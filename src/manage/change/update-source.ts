import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { sha256OfFile } from "../receipt/checksum.ts";
import { showPlatform } from "../../platform/platform-text.ts";
import type { ChosenRef } from "../git/git-refs.ts";
import type { GithubOrigin, Origin } from "../receipt/receipt.ts";
import { bundleStaging, fitsPlatform, readBundle } from "../stage/read-bundle.ts";
import { hidesQuery } from "../../http/address.ts";
import type { ConnectionWishes } from "../stage/connection.ts";
import { connectionFor } from "../stage/connection-for.ts";
import { findVersion, isInstalled, refOf } from "../github/find-release.ts";
import { GITHUB, parseGithub } from "../../source/parse-github.ts";
import { githubClient } from "../stage/stage-github.ts";
import { findRef } from "../stage/find-ref.ts";
import type { StageContext } from "../stage/stage-context.ts";
import type { Staging } from "../stage/staging.ts";

/** An origin that a plugin can be fetched from again. */
export type UpdatableOrigin = Exclude<Origin, { kind: "link" }>;

/** What an update wants from the source of a plugin. */
export interface UpdateWish {
  /** The plugin's name, for messages. */
  readonly name: string;
  readonly origin: UpdatableOrigin;
  /** The address of a git repository, with the password that a receipt must not have. */
  readonly remote?: string;
  /** Replaces the version that the plugin was installed with. */
  readonly version?: string;
  readonly connection?: ConnectionWishes;
  /** Whether the plugin's files must be fetched, even if the source has what is installed. */
  readonly isDamaged?: boolean;
}

/** What a source has for such a request. */
export type Newest =
  /** The source has what is installed; the origin is as it would be recorded now. */
  | { readonly kind: "same"; readonly origin: UpdatableOrigin }
  /** The source has something else, or only a fetch shows what it has: the source to prepare. */
  | { readonly kind: "other"; readonly staging: Staging };

/**
 * Asks a source whether it has something newer, as far as that is known without fetching the plugin. Throws AppError
 * "usage" for a version where the source has none, "source-not-found" if it is gone, "receipt-missing" if its address is not whole, and
 * as `findRef`, `findVersion` and `readBundle`. A file that cannot be read is a HostError.
 */
export async function findNewest(context: StageContext, wish: UpdateWish): Promise<Newest> {
  const { host } = context;
  const { name, origin, version, isDamaged = false } = wish;
  if (version !== undefined && origin.kind !== "git" && origin.kind !== "github") {
    throw new AppError(
      "usage",
      `luff plugin update: ${context.flagNames.version} is for git repositories and github:OWNER/REPO, and plugin "${name}" came from ${"path" in origin ? origin.path : origin.url}`,
      {
        advice: "install-version",
      },
    );
  }
  switch (origin.kind) {
    case "copy":
      requireThere(host, wish, origin.path, "directory");
      return { kind: "other", staging: { source: { kind: "folder", path: origin.path } } };
    case "archive": {
      requireThere(host, wish, origin.path, "file");
      const isSame = !isDamaged && (await sha256OfFile(host, origin.path)) === origin.sha256;
      if (isSame) return { kind: "same", origin };
      return { kind: "other", staging: { source: { kind: "archive", path: origin.path }, known: origin.sha256 } };
    }
    case "bundle":
      return newestInBundle(host, wish, origin);
    case "http": {
      if (hidesQuery(origin.url)) throw incomplete(name, origin.url);
      const source = { kind: "http", url: origin.url } as const;
      return {
        kind: "other",
        staging: { source, known: origin.sha256, ...connectionFor(source, wish.connection) },
      };
    }
    case "github":
      return newestOnGithub(context, wish, origin);
    case "git": {
      const constraint = version ?? origin.constraint;
      const url = wish.remote ?? origin.url;
      const source = { kind: "git", url, subfolder: origin.subfolder } as const;
      const wishes = connectionFor(source, wish.connection);
      const ref = await findRef(context, url, { version: constraint, connection: wishes.connection });
      if (!isDamaged && isCommitOf(ref, origin.commit)) {
        return { kind: "same", origin: { ...origin, constraint, ref: ref.name } };
      }
      return { kind: "other", staging: { source, version: constraint, ref, ...wishes } };
    }
  }
}

/** The release that the version of the install allows now, or the source code of the same tag, branch or commit. */
async function newestOnGithub(context: StageContext, wish: UpdateWish, origin: GithubOrigin): Promise<Newest> {
  const constraint = wish.version ?? origin.constraint;
  const source = parseGithub(origin.url, GITHUB);
  const wishes = connectionFor(source, wish.connection);
  const client = githubClient(context, source, wishes.connection);
  const found = await findVersion(client, constraint);
  const ref = refOf(found);
  if (wish.isDamaged !== true && (await isInstalled(client, found, origin))) {
    return { kind: "same", origin: { ...origin, constraint } };
  }
  const { pattern } = origin;
  const asset = pattern === undefined ? {} : { asset: pattern };
  return { kind: "other", staging: { source, version: constraint, ref, known: origin.sha256, ...asset, ...wishes } };
}

type BundleOrigin = Extract<Origin, { kind: "bundle" }>;

/** The plugin of this name in the bundle, which may have been replaced since. Throws AppError "source-not-found" if it is not there any longer. */
async function newestInBundle(host: Host, wish: UpdateWish, origin: BundleOrigin): Promise<Newest> {
  const { path } = origin;
  requireThere(host, wish, path, "file");
  const found = (await readBundle(host, path)).filter((item) => item.name === wish.name && fitsPlatform(host, item));
  const [newest] = found;
  if (newest === undefined) throw gone(host, wish, path);
  const same = found.find(({ sha256 }) => sha256 === origin.sha256);
  if (same === undefined || wish.isDamaged === true) {
    return { kind: "other", staging: bundleStaging(path, same ?? newest) };
  }
  const { packed: _, ...rest } = origin;
  return { kind: "same", origin: { ...rest, ...(same.packed !== undefined && { packed: same.packed }) } };
}

function gone(host: Host, { name }: UpdateWish, path: string): AppError {
  const message = `the bundle ${path} no longer has the plugin "${name}" for ${showPlatform(host)}`;
  return new AppError("source-not-found", message, { advice: "put-back" });
}

function incomplete(name: string, url: string): AppError {
  return new AppError(
    "receipt-missing",
    `luff did not keep the query of the URL that plugin "${name}" came from: ${url}`,
    {
      hint: "A query may be secret.",
      advice: "install-url-again",
    },
  );
}

function isCommitOf({ name, commit }: ChosenRef, installed: string): boolean {
  return commit === undefined ? installed.startsWith(name) : commit === installed;
}

/** Throws AppError "source-not-found" if the path that the plugin of a name was installed from is gone. */
export function requireThere(
  { files }: Pick<Host, "files">,
  { name }: Pick<UpdateWish, "name">,
  path: string,
  kind: "file" | "directory",
): void {
  if (files.stat(path)?.kind === kind) return;
  const what = kind === "file" ? "archive" : "folder";
  throw new AppError("source-not-found", `the ${what} that plugin "${name}" was installed from is gone: ${path}`, {
    advice: "put-back",
  });
}

/** Whether the fetched plugin is the installed one. */
export function isSameOrigin(one: Origin, other: Origin): boolean {
  if (one.kind === "git") {
    return other.kind === "git" && one.commit === other.commit && one.subfolder === other.subfolder;
  }
  if (one.kind === "github") {
    const isOther = other.kind !== "github" || one.tag !== other.tag || one.asset !== other.asset;
    return !isOther && (one.commit === undefined ? one.sha256 === other.sha256 : one.commit === other.commit);
  }
  return "sha256" in one && "sha256" in other && one.kind === other.kind && one.sha256 === other.sha256;
}
