import type { UnpackLimits } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { Platform } from "../../platform/platform.ts";
import { archiveFolderName } from "../../source/archive-name.ts";
import type { ArchiveSource, FolderSource, Source } from "../../source/source.ts";
import { readChecksumFile, sha256OfFile } from "../receipt/checksum.ts";
import type { ChosenRef } from "../git/git-refs.ts";
import type { FileList } from "../receipt/file-list.ts";
import { checkDigest, type BesideFile } from "./check-digest.ts";
import type { ConnectionWishes } from "./connection.ts";
import { addressWithoutGit } from "./find-ref.ts";
import { requireInnerLinks } from "./require-inner-links.ts";
import { stageForge, type ForgeWish } from "./stage-forge.ts";
import { stageBundle } from "./stage-bundle.ts";
import { stageGit } from "./stage-git.ts";
import { stageGithub } from "./stage-github.ts";
import type { StageContext } from "./stage-context.ts";
import { stageHttp } from "./stage-http.ts";
import type { Origin } from "../receipt/receipt.ts";
import { unpackPlugin } from "./unpack-plugin.ts";

/** How to prepare a source. */
export interface Staging {
  readonly source: Source;
  /** The branch, tag, commit or constraint of a repository; absent for its default branch, or for its newest release. */
  readonly version?: string;
  /** The repository's answer for the version, if it was asked before. */
  readonly ref?: ChosenRef;
  /** A glob that names the asset of a release. */
  readonly asset?: string;
  /** An archive's SHA-256 from the user. */
  readonly checksum?: string;
  /** The SHA-256 of the lock or of the installed plugin. An archive that has it needs no note that it was not checked. */
  readonly known?: string;
  /** Undefined: an archive may have any size. */
  readonly limits?: UnpackLimits;
  /** How servers are reached, as far as the user said. */
  readonly connection?: ConnectionWishes;
  /** The platform that the plugin is to be for; this one if absent. A source that is the same for all of them ignores it. */
  readonly platform?: Platform;
}

/** A plugin that is not yet in its place. */
export interface Staged {
  /** The folder where it can be read. */
  readonly folder: string;
  /** The name for its folder, which is the one that Helm would give it. */
  readonly name: string;
  readonly origin: Exclude<Origin, { kind: "copy" }>;
  /** Its files, if whatever made it ready has seen them all. */
  readonly files?: FileList;
}

/**
 * Prepares a source for its place. Unpacks an archive into the new folder `work`. Reports what was not checked. Throws
 * AppError.
 */
export async function stageSource(context: StageContext, staging: Staging, work: string): Promise<Staged> {
  const staged = await stageKind(context, staging, work);
  requireInnerLinks(context.host, staged);
  return staged;
}

function stageKind(context: StageContext, staging: Staging, work: string): Promise<Staged> | Staged {
  const { host, note } = context;
  const { source, version, connection } = staging;
  switch (source.kind) {
    case "folder":
      return stageFolder(host, source);
    case "archive":
      return stageArchive(host, { ...staging, source }, { work, note });
    case "bundle":
      return stageBundle(host, { ...staging, source }, work);
    case "http":
      return stageHttp(context, { ...staging, source }, work);
    case "github":
      return stageGithub(context, { ...staging, source }, work);
    case "git":
      return stageRepository(context, { ...staging, source, version: version ?? "", connection }, work);
  }
}

function stageRepository(context: StageContext, wish: ForgeWish, work: string): Promise<Staged> {
  const address = addressWithoutGit(context.host, wish.source.url);
  return address === undefined ? stageGit(context, wish, work) : stageForge(context, wish, { address, work });
}

function stageFolder({ os }: Host, { path }: FolderSource): Staged {
  const name = pathStyle(os).base(path);
  if (name !== "") return { folder: path, name, origin: { kind: "link", path } };
  throw new AppError("source-unsupported", `luff cannot install from ${path}: the root has no name`, {
    hint: "Name a folder below it.",
  });
}

interface ArchivePlace {
  readonly work: string;
  readonly note: (text: string) => void;
}

async function stageArchive(
  host: Host,
  { source, checksum, known, limits }: Staging & { readonly source: ArchiveSource },
  { work, note }: ArchivePlace,
): Promise<Staged> {
  const { path } = source;
  const { base, directory, join } = pathStyle(host.os);
  const sha256 = await sha256OfFile(host, path);
  const beside = async (candidate: string): Promise<BesideFile> => {
    const shown = join(directory(path), candidate);
    return { text: readChecksumFile(host, shown), shown };
  };
  await checkDigest({ sha256, checksum, known, name: base(path), shown: path, beside }, note);
  const { folder, files } = await unpackPlugin(host, { file: path, label: path, work, limits });
  const name = archiveFolderName(base(path));
  return { folder, name, origin: { kind: "archive", path, sha256 }, ...(files !== undefined && { files }) };
}
