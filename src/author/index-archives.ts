import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { IndexEntry } from "../hub/plugin-index.ts";
import { sha256OfFile } from "../manage/receipt/checksum.ts";
import type { ManageContext } from "../manage/manage-context.ts";
import { unpackPlugin } from "../manage/stage/unpack-plugin.ts";
import { brokenPluginError } from "../plugin/broken-plugin-error.ts";
import { MANIFEST_NAME, readPlugin } from "../plugin/read-plugin.ts";
import { pathStyle } from "../platform/path-style.ts";

export interface Indexing {
  /** Absolute paths of archives, and of folders with archives. */
  readonly paths: readonly string[];
  /** What comes before an archive's file name in its address; undefined for paths relative to the index. */
  readonly base: string | undefined;
  /** The folder of the index. */
  readonly folder: string;
  /** A path in a folder for temporary files. */
  readonly path: (name: string) => string;
}

/** The entries of archives for an index, by their manifests. Throws AppError
 * "source-not-found", "source-unsupported", or the code of an archive or a manifest that luff cannot read. */
export async function indexArchives(
  context: Pick<ManageContext, "host" | "cache">,
  { paths, base, folder, path }: Indexing,
): Promise<readonly IndexEntry[]> {
  const { host } = context;
  const entries: IndexEntry[] = [];
  for (const [at, archive] of paths.flatMap((each) => archivesAt(host, each)).entries()) {
    const { plugin } = await readArchived(context, archive, path(`archive-${at}`));
    entries.push({
      name: plugin.name,
      version: plugin.version,
      description: (plugin.longHelp || plugin.shortHelp).split("\n", 1)[0] ?? "",
      url: base === undefined ? requireBelow(host, folder, archive) : addressOf(host, base, archive),
      sha256: await sha256OfFile(host, archive),
    });
  }
  return entries;
}

/** An archive itself, or the archives in a folder, by their names. */
function archivesAt(host: Pick<Host, "os" | "files">, path: string): readonly string[] {
  const { join } = pathStyle(host.os);
  const kind = host.files.stat(path)?.kind;
  if (kind === "file") return [path];
  if (kind !== "directory") throw new AppError("source-not-found", `there is nothing to index at the path ${path}`);
  if (host.files.stat(join(path, MANIFEST_NAME)) !== undefined) {
    throw new AppError("source-unsupported", `the folder ${path} is a plugin, and an index has archives`, {
      hint: `Pack it first: luff plugin package ${path}`,
    });
  }
  const names = host.files.list(path).filter((name) => /\.(?:tgz|tar\.gz|tar|zip)$/i.test(name));
  if (names.length > 0) return [...names].sort().map((name) => join(path, name));
  throw new AppError("source-not-found", `the folder ${path} has no archives`, {
    hint: "An archive ends in .tgz, .tar.gz, .tar or .zip. 'luff plugin package' makes one.",
  });
}

async function readArchived(context: Pick<ManageContext, "host" | "cache">, archive: string, work: string) {
  const { folder } = await unpackPlugin(context.host, { file: archive, label: archive, work, limits: undefined });
  const read = await readPlugin(context, folder);
  if (read?.kind === "installed") return read;
  if (read === undefined) throw new Error(`no plugin in ${archive}`);
  throw brokenPluginError({ ...read, folder: archive, manifestPath: `${MANIFEST_NAME} in ${archive}` });
}

/** The path of an archive from the index, with slashes. */
function requireBelow({ os }: Pick<Host, "os">, folder: string, archive: string): string {
  const { join, separator } = pathStyle(os);
  const start = join(folder, "x").slice(0, -1);
  if (archive.startsWith(start)) return archive.slice(start.length).replaceAll(separator, "/");
  throw new AppError("usage", `${archive} is not below the folder of the index, ${folder}`, {
    advice: "index-beside",
  });
}

function addressOf({ os }: Pick<Host, "os">, base: string, archive: string): string {
  return `${base.replace(/\/+$/, "")}/${encodeURIComponent(pathStyle(os).base(archive))}`;
}
