import { requireArchiveSize } from "../../archive/unpack-limits.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { besideAddress, lastPart, parseAddress, showAddress, type Address } from "../../http/address.ts";
import { downloadText, type Download } from "../../http/download.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { windowsNameFault } from "../../platform/windows-names.ts";
import { archiveFolderName } from "../../source/archive-name.ts";
import type { HttpSource } from "../../source/source.ts";
import { MOST_CHECKSUM_BYTES, type FoundChecksum } from "../receipt/checksum.ts";
import { queryMark } from "../receipt/query-mark.ts";
import { checkDigest, findChecksum, type BesideFile } from "./check-digest.ts";
import { connectionOf } from "./connection.ts";
import { receiveArchive } from "./receive-archive.ts";
import type { StageContext } from "./stage-context.ts";
import type { Staged } from "./staged.ts";
import type { Staging } from "./staging.ts";
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
  const { checksum, known, isLocked = false } = staging;
  const search = new ChecksumSearch(context, download);
  const begun = (): void => (checksum === undefined ? search.begin() : undefined);
  const label = showAddress(address);
  let sha256: string;
  try {
    ({ sha256 } = await receiveArchive(host, { ...download, requireSize, begun }, file));
    requireNoPage(host, file, label);
    await checkDigest({ sha256, checksum, known, isLocked, shown: label, beside: () => search.found() }, note);
  } finally {
    search.end();
  }
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
    hint: "Write it as https://HOST/PATH. In the path other characters than letters, digits and -._~ are written as %XX, in HOST as xn--….",
  });
}

function requireFolderName(address: Address): string {
  const name = archiveFolderName(lastPart(address));
  const isEmpty = /^\.*$/.test(name);
  const fault = isEmpty ? undefined : windowsNameFault(name);
  if (!isEmpty && fault === undefined) return name;
  const reason = isEmpty
    ? "no file is named in it"
    : `the plugin's folder gets the name of the file in it, and ${fault}`;
  const message = `luff cannot install from ${showAddress(address)}: ${reason}`;
  throw new AppError("source-unsupported", message, {
    hint: isEmpty
      ? "Name the URL of the archive itself, such as https://HOST/my-plugin.tgz, or download it and install the file: luff get -o FILE URL"
      : "Download the archive to a file of another name, and install that file: luff get -o FILE URL",
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
  throw new AppError("archive-invalid", `${label} is an HTML page, not an archive`, {
    hint: "Name the URL of the archive itself. If it is that of a git repository, write git+ before it: git+https://….",
  });
}

/** Looks for the checksum of a download beside it, while the download goes on: a server may be far away. */
class ChecksumSearch {
  readonly #context: StageContext;
  readonly #download: Download;
  #finding: Promise<FoundChecksum | undefined> | undefined;
  #isOver = false;

  constructor(context: StageContext, download: Download) {
    this.#context = context;
    this.#download = download;
  }

  begin(): void {
    // Whoever waits for it gets a failure.
    this.found().catch(() => {});
  }

  found(): Promise<FoundChecksum | undefined> {
    this.#finding ??= findChecksum(lastPart(this.#download.address), (name, isNeeded) => this.#text(name, isNeeded));
    return this.#finding;
  }

  /** Nobody waits for it any longer. */
  end(): void {
    this.#isOver = true;
  }

  #text(name: string, isNeeded: () => boolean): Promise<BesideFile> {
    // Another plugin of a set may still need what this one does not.
    const download =
      this.#context.checksumTexts === undefined
        ? whileNeeded(this.#download, () => isNeeded() && !this.#isOver)
        : this.#download;
    return besideDownload(this.#context, download, name);
  }
}

/** A download that ends, and says nothing more, as soon as nobody needs it any longer. */
function whileNeeded(download: Download, isNeeded: () => boolean): Download {
  return {
    ...download,
    note: (text) => void (isNeeded() && download.note(text)),
    async guard() {
      await download.guard();
      if (!isNeeded()) throw new Error("nobody needs this download any longer");
    },
  };
}

/** A file beside an archive. Some servers send a page for people in the place of a file that they do not have. */
async function besideDownload(context: StageContext, download: Download, name: string): Promise<BesideFile> {
  const { host, checksumTexts } = context;
  const address = besideAddress(download.address, name);
  const key = JSON.stringify(address);
  const reading = checksumTexts?.get(key) ?? downloadText(host, { ...download, address }, MOST_CHECKSUM_BYTES);
  checksumTexts?.set(key, reading);
  const text = await reading;
  return { text: text !== undefined && isPageText(text) ? undefined : text, shown: showAddress(address) };
}
