import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { archiveFolderName } from "../../source/archive-name.ts";
import type { ArchiveSource, FolderSource, Source } from "../../source/source.ts";
import { readChecksumFile, sha256OfFile } from "../receipt/checksum.ts";
import { checkDigest, findChecksum, type BesideFile } from "./check-digest.ts";
import { addressWithoutGit } from "./find-ref.ts";
import { requireInnerLinks } from "./require-inner-links.ts";
import { stageForge, type ForgeWish } from "./stage-forge.ts";
import { showUrl } from "./show-url.ts";
import { stageBundle } from "./stage-bundle.ts";
import { stageGit } from "./stage-git.ts";
import { stageGithub } from "./stage-github.ts";
import type { StageContext } from "./stage-context.ts";
import { stageHttp } from "./stage-http.ts";
import type { Staged } from "./staged.ts";
import type { Staging } from "./staging.ts";
import { unpackPlugin } from "./unpack-plugin.ts";

/**
 * Prepares a source for its place. Unpacks an archive into the new folder `work`. Reports what was not checked. Throws
 * AppError "source-unsupported", and what the function for the kind of source throws.
 */
export async function stageSource(context: StageContext, staging: Staging, work: string): Promise<Staged> {
  context.debug?.(`takes ${describeSource(staging.source)}`);
  const staged = await stageKind(context, staging, work);
  requireInnerLinks(context.host, staged);
  return staged;
}

function describeSource(source: Source): string {
  switch (source.kind) {
    case "folder":
      return `the folder ${source.path}, by a link`;
    case "archive":
      return `the archive ${source.path}`;
    case "bundle":
      return `the archive ${source.sha256} in the bundle ${source.path}`;
    case "http":
      return `the archive at ${showUrl(source.url)}`;
    case "github":
      return `the release ${source.tag || "that is newest"} of ${source.repository} on ${source.server}`;
    case "git":
      return `the git repository ${showUrl(source.url)}${source.subfolder === "" ? "" : `, folder ${source.subfolder}`}`;
  }
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
  { source, checksum, known, isLocked = false, limits }: Staging & { readonly source: ArchiveSource },
  { work, note }: ArchivePlace,
): Promise<Staged> {
  const { path } = source;
  const { base, directory, join } = pathStyle(host.os);
  const sha256 = await sha256OfFile(host, path);
  const beside = async (candidate: string): Promise<BesideFile> => {
    const shown = join(directory(path), candidate);
    return { text: readChecksumFile(host, shown), shown };
  };
  await checkDigest(
    { sha256, checksum, known, isLocked, shown: path, beside: () => findChecksum(base(path), beside) },
    note,
  );
  const { folder, files } = await unpackPlugin(host, { file: path, label: path, work, limits });
  const name = archiveFolderName(base(path));
  return { folder, name, origin: { kind: "archive", path, sha256 }, ...(files !== undefined && { files }) };
}
