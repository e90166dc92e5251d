import { requireArchiveSize } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { besideAddress, lastPart, parseAddress, showAddress, type Address } from "../../http/address.ts";
import { downloadFile, downloadText, type Download } from "../../http/download.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { windowsNameFault } from "../../platform/windows-names.ts";
import { archiveFolderName } from "../../source/archive-name.ts";
import type { HttpSource } from "../../source/source.ts";
import { checksumFiles, checksumIn, MOST_CHECKSUM_BYTES, requireChecksum } from "../receipt/checksum.ts";
import { queryMark } from "../receipt/query-mark.ts";
import { connectionOf } from "./connection.ts";
import type { StageContext } from "./stage-context.ts";
import type { Staged, Staging } from "./stage-source.ts";
import { unpackPlugin } from "./unpack-plugin.ts";

/** Downloads an archive, checks it against the checksums that are there, and unpacks it into a folder that is not there yet. */
export async function stageHttp(
  context: StageContext,
  staging: Staging & { readonly source: HttpSource },
  work: string,
): Promise<Staged> {
  const { host, note, progress, guard } = context;
  const address = requireAddress(staging.source);
  const name = requireFolderName(address);
  const { limits } = staging;
  const download = { address, connection: connectionOf(context, staging.connection), guard, note, progress };
  const folder = pathStyle(host.os).directory(work);
  host.disk.makeFolders(folder);
  const file = pathStyle(host.os).join(folder, "download");
  const requireSize = (bytes: number): void => requireArchiveSize(limits, bytes);
  const { sha256 } = await downloadFile(host, { ...download, requireSize }, file);
  const label = showAddress(address);
  requireNoPage(host, file, label);
  await checkDigest(context, download, { sha256, checksum: staging.checksum, known: staging.known });
  const { folder: unpacked, files } = await unpackPlugin(host, { file, label, work, limits });
  host.disk.remove(file);
  const mark = queryMark(host, address);
  return {
    folder: unpacked,
    name,
    origin: { kind: "http", url: label, ...(mark !== undefined && { queryMark: mark }), sha256 },
    ...(files !== undefined && { files }),
  };
}

function requireAddress({ url }: HttpSource): Address {
  const address = parseAddress(url);
  if (address !== undefined) return address;
  // Where such a text has a password, and where that ends, is not known.
  const shown = url.replace(/^([a-z]+:\/\/).*$/is, "$1…");
  throw new AppError("source-unsupported", `luff cannot install from ${JSON.stringify(shown)}: it is not a valid URL`, {
    hint: "Write it as https://HOST/PATH; other characters than letters, digits and -._~ are written as %XX.",
  });
}

function requireFolderName(address: Address): string {
  const name = archiveFolderName(lastPart(address));
  const fault = /^\.*$/.test(name) ? "it has no name for the plugin's folder" : windowsNameFault(name);
  if (fault === undefined) return name;
  const message = `luff cannot install from ${showAddress(address)}: the last part of the URL names the folder, and ${fault}`;
  throw new AppError("source-unsupported", message, {
    hint: "Download the archive, and install the file under a better name.",
  });
}

/** Whether a downloaded file is a page for people, which a server may send to whoever must log in. */
export function isPage({ files }: Pick<Host, "files">, file: string): boolean {
  return isPageText(new TextDecoder("latin1").decode(files.read(file, 256)));
}

function isPageText(text: string): boolean {
  return /^\s*<(?:!doctype|html|\?xml|!--)/i.test(text);
}

function requireNoPage(host: Host, file: string, label: string): void {
  if (!isPage(host, file)) return;
  throw new AppError("archive-invalid", `${label} is a page for people, not an archive`, {
    hint: "Name the URL of the archive itself. If it is that of a git repository, write git+ before it: git+https://….",
  });
}

interface Digest {
  readonly sha256: string;
  /** The user's. */
  readonly checksum: string | undefined;
  /** As in Staging. */
  readonly known: string | undefined;
}

/** The user's checksum counts; without one, that of the files beside the archive. */
async function checkDigest(
  context: StageContext,
  download: Download,
  { sha256, checksum, known }: Digest,
): Promise<void> {
  const { address } = download;
  const shown = showAddress(address);
  if (checksum !== undefined) return requireChecksum(shown, sha256, { sha256: checksum, file: "--checksum" });
  const name = lastPart(address);
  for (const candidate of checksumFiles(name)) {
    const beside = besideAddress(address, candidate);
    const text = await downloadText(context.host, { ...download, address: beside }, MOST_CHECKSUM_BYTES);
    // Some servers send a page for people in the place of a file that they do not have.
    const found = checksumIn(text !== undefined && isPageText(text) ? undefined : text, name, {
      candidate,
      shown: showAddress(beside),
    });
    if (found !== undefined) return requireChecksum(shown, sha256, { sha256: found, file: showAddress(beside) });
  }
  if (sha256 !== known) context.note(`no file beside ${shown} has a checksum for it, so it was not checked`);
}
