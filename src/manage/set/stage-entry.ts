import { AppError } from "../../errors/app-error.ts";
import type { Plugin } from "../../manifest/plugin.ts";
import type { ChosenRef } from "../git/git-refs.ts";
import type { ConnectionWishes } from "../stage/connection.ts";
import { findRef } from "../stage/find-ref.ts";
import { showUrl } from "../stage/show-url.ts";
import type { StageContext } from "../stage/stage-context.ts";
import type { Staged } from "../stage/staged.ts";
import type { Staging } from "../stage/staging.ts";
import type { Origin } from "../receipt/receipt.ts";
import type { SetEntry } from "./plugin-set.ts";
import type { ResolvedEntry } from "./resolve-entry.ts";
import { contentOf, isLocked, type LockedContent } from "./set-lock.ts";

/**
 * How to prepare the source of an entry: at what is locked, otherwise at the version that the entry wants. Throws AppError
 * "set-invalid" for a version or an asset that the source cannot have, and for a locked commit as `findRef`.
 */
export async function stagingOf(
  context: StageContext,
  { entry, source, locked }: ResolvedEntry,
  wishes: Pick<Staging, "limits" | "connection" | "platform">,
): Promise<Staging> {
  const known = locked?.sha256 === undefined ? {} : { known: locked.sha256, isLocked: true };
  const staging: Staging = { ...wishes, source, ...known };
  const version = entry.version === "" ? {} : { version: entry.version };
  const asset = entry.asset === "" ? {} : { asset: entry.asset };
  if (source.kind === "github") {
    if (source.tag !== "" && entry.version !== "") throw twoVersions(entry, source.tag);
    return { ...staging, ...version, ...asset, ...lockedRelease(locked) };
  }
  if (entry.asset !== "") throw withoutAssets(entry);
  if (source.kind !== "git") {
    if (entry.version !== "") throw withoutVersions(entry);
    return staging;
  }
  const ref =
    locked?.commit === undefined ? undefined : await lockedRef(context, source.url, locked, wishes.connection);
  return { ...staging, version: entry.version, ...(ref !== undefined && { ref }) };
}

/** The release that was locked, or the commit of a tag of which only the source code was. */
function lockedRelease({ ref, commit }: LockedContent = {}): Pick<Staging, "ref"> {
  return ref === undefined ? {} : { ref: { kind: "tag", name: ref, commit } };
}

/** A tag or a branch is fetched without its history, if it is still at the locked commit. */
async function lockedRef(
  context: StageContext,
  url: string,
  { ref = "", commit = "" }: LockedContent,
  connection: ConnectionWishes | undefined,
): Promise<ChosenRef> {
  const found = await findRef(context, url, { version: ref, connection }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "version-not-found") return undefined;
    throw error;
  });
  return found?.commit === commit ? found : { kind: "commit", name: commit, commit };
}

/** Throws AppError "set-invalid" if a staged plugin has another name than its entry, "lock-mismatch" if it is not what is locked. */
export function requireEntry({ entry, locked }: ResolvedEntry, staged: Staged, { name }: Plugin): void {
  if (name !== entry.name) throw otherName(entry, name);
  if (locked !== undefined && !isLocked(staged.origin, locked)) throw otherContent(entry, staged.origin, locked);
}

function twoVersions({ version }: SetEntry, tag: string): AppError {
  const message = `the set wants version ${JSON.stringify(version)}, and its url ends with @${tag}`;
  return new AppError("set-invalid", message, { hint: "Write only one of both into the set." });
}

function withoutVersions({ url, version }: SetEntry): AppError {
  const message = `the set wants version ${JSON.stringify(version)}, but ${showUrl(url)} has no versions`;
  return new AppError("set-invalid", message, {
    hint: "Leave out the version: only git repositories and releases on GitHub have versions to choose from.",
  });
}

function withoutAssets({ url, asset }: SetEntry): AppError {
  const message = `the set wants the asset ${JSON.stringify(asset)}, but ${showUrl(url)} has no assets`;
  return new AppError("set-invalid", message, {
    hint: "Leave out the asset: only releases on GitHub have assets, and their source is github:OWNER/REPO.",
  });
}

function otherName({ name, url }: SetEntry, actual: string): AppError {
  const shown = showUrl(url);
  return new AppError("set-invalid", `the set says that ${shown} is plugin "${name}", but it is "${actual}"`, {
    hint: `Write name: ${actual} into the set.`,
  });
}

function otherContent({ url }: SetEntry, origin: Origin, locked: LockedContent): AppError {
  const message = `${showUrl(url)} has ${describeContent(contentOf(origin))}, but the lock file says ${describeContent(locked)}`;
  return new AppError("lock-mismatch", message, {
    hint: "Find out why its source has changed.",
    advice: "lock-present",
  });
}

/** What an archive, a commit or a release is known by. */
function describeContent({ ref, commit, sha256 }: LockedContent): string {
  const parts = [
    ...(ref === undefined ? [] : [`the version ${ref}`]),
    ...(commit === undefined ? [] : [`the commit ${commit}`]),
    ...(sha256 === undefined ? [] : [`the SHA-256 ${sha256}`]),
  ];
  return parts.join(" with ");
}
