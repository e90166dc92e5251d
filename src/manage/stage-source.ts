import { archiveInvalid } from "../archive/archive-fault.ts";
import { readArchive } from "../archive/read-archive.ts";
import { unpack } from "../archive/unpack.ts";
import { UnpackCounter, type UnpackLimits } from "../archive/unpack-limits.ts";
import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { manifestPathOf } from "../plugin/read-plugin.ts";
import { archiveFolderName } from "../source/archive-name.ts";
import type { ArchiveSource, FolderSource, Source } from "../source/source.ts";
import { findChecksum, requireChecksum, sha256OfFile } from "./checksum.ts";
import type { ChosenRef } from "./git-refs.ts";
import type { FileList } from "./file-list.ts";
import { listUnpacked } from "./unpacked-files.ts";
import { stageGit } from "./stage-git.ts";
import type { Origin } from "./receipt.ts";

/** How to prepare a source. */
export interface Staging {
  readonly source: Source;
  /** The branch, tag, commit or constraint of a repository; absent for its default branch. */
  readonly version?: string;
  /** The repository's answer for the version, if it was asked before. */
  readonly ref?: ChosenRef;
  /** An archive's SHA-256 from the user. */
  readonly checksum?: string;
  /** Undefined: an archive may have any size. */
  readonly limits?: UnpackLimits;
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
export async function stageSource(
  host: Host,
  staging: Staging,
  work: string,
  note: (text: string) => void,
): Promise<Staged> {
  const { source, version, checksum } = staging;
  requireFitting(source, version, checksum);
  switch (source.kind) {
    case "folder":
      return stageFolder(host, source);
    case "archive":
      return stageArchive(host, { ...staging, source }, { work, note });
    case "git":
      return stageGit(host, { ...staging, source, version: version ?? "" }, work);
  }
}

/** A flag without an effect is a mistake that a script would not notice. */
function requireFitting({ kind }: Source, version: string | undefined, checksum: string | undefined): void {
  const wrong = [
    ...(version !== undefined && kind !== "git" ? ["--version is only for git repositories"] : []),
    ...(checksum !== undefined && kind !== "archive" ? ["--checksum is only for archives"] : []),
  ];
  if (wrong.length > 0) throw new AppError("usage", `luff plugin install: ${wrong.join(", and ")}`);
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
  { source, checksum, limits }: Staging & { readonly source: ArchiveSource },
  { work, note }: ArchivePlace,
): Promise<Staged> {
  const { path } = source;
  const sha256 = await checkedDigest(host, path, { checksum, note });
  const entries = await unpackFile(host, path, { work, limits });
  const folder = findRoot(host, path, work);
  const below = folder === work ? "" : `${pathStyle(host.os).base(folder)}/`;
  const name = archiveFolderName(pathStyle(host.os).base(path));
  const files = entries && listUnpacked(host.os, entries, below);
  return { folder, name, origin: { kind: "archive", path, sha256 }, ...(files !== undefined && { files }) };
}

interface ChecksumWish {
  readonly checksum: string | undefined;
  readonly note: (text: string) => void;
}

/** The SHA-256 of an archive, after comparing it with the user's and with those in files beside the archive. */
async function checkedDigest(host: Host, path: string, { checksum, note }: ChecksumWish): Promise<string> {
  const sha256 = await sha256OfFile(host, path);
  if (checksum !== undefined) requireChecksum(path, sha256, { sha256: checksum, file: "--checksum" });
  const found = findChecksum(host, path);
  if (found !== undefined) requireChecksum(path, sha256, found);
  else if (checksum === undefined) note(`no file beside ${path} has a checksum for it, so it was not checked`);
  return sha256;
}

async function unpackFile(
  host: Host,
  path: string,
  { work, limits }: { readonly work: string; readonly limits: UnpackLimits | undefined },
): ReturnType<typeof unpack> {
  host.disk.makeFolders(work);
  const file = host.disk.open(path);
  try {
    const { entries, count } = readArchive(host, file);
    return await unpack(host, entries, work, new UnpackCounter(limits, count));
  } catch (error) {
    throw error instanceof HostError && error.kind === "damaged" ? archiveInvalid(error.detail) : error;
  } finally {
    file.close();
  }
}

/** The folder of the plugin in an archive: its root, or the only folder in it that has a plugin.yaml. */
function findRoot(host: Host, archive: string, work: string): string {
  const has = (folder: string): boolean => host.disk.entry(manifestPathOf(host, folder))?.kind === "file";
  if (has(work)) return work;
  const below = host.files.list(work).map((name) => pathStyle(host.os).join(work, name));
  const [first, ...more] = below.filter((folder) => host.disk.entry(folder)?.kind === "directory" && has(folder));
  if (first !== undefined && more.length === 0) return first;
  const found =
    first === undefined ? "has no plugin.yaml at its root or one folder down" : "contains more than one plugin";
  throw new AppError("plugin-not-found", `the archive ${archive} ${found}`, {
    hint: "Unpack it, and install the folder with the plugin.yaml that you want.",
  });
}
