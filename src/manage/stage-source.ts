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
import { stageGit } from "./stage-git.ts";
import type { Origin } from "./receipt.ts";

/** How a source is to be made ready. */
export interface Staging {
  readonly source: Source;
  /** The branch, tag, commit or constraint of a repository; absent for its default branch. */
  readonly version?: string;
  /** What a repository has for the version, where it was asked before. */
  readonly ref?: ChosenRef;
  /** An archive's SHA-256 as the user gave it. */
  readonly checksum?: string;
  /** Undefined: an archive may come to any size. */
  readonly limits?: UnpackLimits;
}

/** A plugin before it is in its place. */
export interface Staged {
  /** Where it can be read. */
  readonly folder: string;
  /** The name that its folder gets: the one that Helm would give it. */
  readonly name: string;
  readonly origin: Exclude<Origin, { kind: "copy" }>;
}

/**
 * Makes a source ready to be put into its place; what has to be unpacked goes to `work`, where nothing is. Notes what was not
 * checked. Throws AppError.
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

/** A wish that nothing fulfils is a mistake, which a script would not notice. */
function requireFitting({ kind }: Source, version: string | undefined, checksum: string | undefined): void {
  const wrong = [
    ...(version !== undefined && kind !== "git" ? ["--version is for git repositories"] : []),
    ...(checksum !== undefined && kind !== "archive" ? ["--checksum is for archives"] : []),
  ];
  if (wrong.length > 0) throw new AppError("usage", `luff plugin install: ${wrong.join(", ")}, and this is none`);
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
  await unpackFile(host, path, { work, limits });
  const folder = findRoot(host, path, work);
  const name = archiveFolderName(pathStyle(host.os).base(path));
  return { folder, name, origin: { kind: "archive", path, sha256 } };
}

interface ChecksumWish {
  readonly checksum: string | undefined;
  readonly note: (text: string) => void;
}

/** The SHA-256 of an archive, which is that of the user's and of the files beside it, as far as there are any. */
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
): Promise<void> {
  host.disk.makeFolders(work);
  const file = host.disk.open(path);
  try {
    const { entries, count } = readArchive(host, file);
    await unpack(host, entries, work, new UnpackCounter(limits, count));
  } catch (error) {
    throw error instanceof HostError && error.kind === "damaged" ? archiveInvalid(error.detail) : error;
  } finally {
    file.close();
  }
}

/** The folder of the plugin in an archive: its root, or the one folder in it that has a plugin.yaml. */
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
