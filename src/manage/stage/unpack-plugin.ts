import { archiveInvalid, archiveNamed } from "../../archive/archive-fault.ts";
import { readArchive } from "../../archive/read-archive.ts";
import { unpack } from "../../archive/unpack.ts";
import { UnpackCounter, type UnpackLimits } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { manifestPathOf } from "../../plugin/read-plugin.ts";
import type { FileList } from "../receipt/file-list.ts";
import { LAYOUT_FILE } from "./bundle-format.ts";
import { listUnpacked } from "./unpacked-files.ts";

export interface Unpacking {
  /** The path of the archive. */
  readonly file: string;
  /** Its name for people. */
  readonly label: string;
  /** Where it goes: nothing is there. */
  readonly work: string;
  /** Undefined: it may come to any size. */
  readonly limits: UnpackLimits | undefined;
}

/** A plugin that was unpacked. */
export interface UnpackedPlugin {
  readonly folder: string;
  /** Its files, if unpacking has seen them all. */
  readonly files: FileList | undefined;
}

/**
 * Unpacks an archive, and finds the plugin in it. Throws AppError "archive-invalid", "archive-unsafe" or "archive-too-large", and
 * "plugin-not-found" if it has none, or more than one.
 */
export async function unpackPlugin(host: Host, { file, label, work, limits }: Unpacking): Promise<UnpackedPlugin> {
  const entries = await unpackFile(host, { file, label, work, limits });
  const folder = findRoot(host, label, work);
  const below = folder === work ? "" : `${pathStyle(host.os).base(folder)}/`;
  return { folder, files: entries && listUnpacked(host.os, entries, below) };
}

/**
 * Unpacks an archive into a new folder; returns what `unpack` returns. Throws AppError "archive-invalid", "archive-unsafe" or
 * "archive-too-large".
 */
export async function unpackFile(
  host: Host,
  { file: path, label, work, limits }: Unpacking,
): ReturnType<typeof unpack> {
  host.disk.makeFolders(work);
  const file = host.disk.open(path);
  try {
    const { entries, count } = readArchive(host, file, limits);
    return await unpack(host, entries, work, new UnpackCounter(limits, count));
  } catch (error) {
    const isDamaged = error instanceof HostError && error.kind === "damaged";
    throw archiveNamed(isDamaged ? archiveInvalid(error.detail) : error, label);
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
  if (host.disk.entry(pathStyle(host.os).join(work, LAYOUT_FILE))?.kind === "file") throw isBundle(archive);
  const found =
    first === undefined ? "has no plugin.yaml at its root or one folder down" : "contains more than one plugin";
  throw new AppError("plugin-not-found", `the archive ${archive} ${found}`, {
    hint: "Unpack it, and install the folder with the plugin.yaml that you want.",
  });
}

function isBundle(archive: string): AppError {
  const isUrl = /^https?:/.test(archive);
  return new AppError("plugin-not-found", `the archive ${archive} is a bundle of plugins`, {
    hint: isUrl
      ? "Download it, and install what is in it: luff plugin bundle load FILE"
      : `Install what is in it: luff plugin bundle load ${archive}`,
  });
}
