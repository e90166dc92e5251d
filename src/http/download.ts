import type { OutputFile } from "../host/disk.ts";
import type { Host } from "../host/host.ts";
import { HttpFault } from "../host/http-fault.ts";
import { HostError } from "../host/host-error.ts";
import { countOf } from "../text/count-of.ts";
import { showAddress, type Address } from "./address.ts";
import { DownloadError, faultError } from "./download-error.ts";
import { openResponse, type HttpHost, type OpenResponse, type Request } from "./open-response.ts";
import { withRetries, type Patience } from "./with-retries.ts";
import { joinChunks } from "../text/join-chunks.ts";

export interface Download extends Request, Patience {
  /** Is told of every part: the bytes so far, and all of them if the server says so. */
  readonly progress?: Progress;
  /** Is called at each attempt when the server begins to send the file. */
  readonly begun?: () => void;
  /** Throws if a file may not have so many bytes. It is called before they are written. */
  readonly requireSize?: (bytes: number) => void;
}

/** Shows how far a download is. */
export interface Progress {
  update(received: number, total: number | undefined): void;
  end(): void;
}

export interface Downloaded {
  readonly sha256: string;
}

type FileHost = HttpHost & Pick<Host, "disk" | "digests">;

/** Downloads to a file that must not exist, part by part. Throws DownloadError, and what `requireSize` throws; then there is no file. */
export async function downloadFile(host: FileHost, download: Download, path: string): Promise<Downloaded> {
  return withRetries(host, download, async () => {
    const opened = await openResponse(host, download);
    const file = host.disk.create(path, 0o666);
    try {
      return await writeBody(host, opened, { file, download });
    } catch (error) {
      file.close();
      host.disk.remove(path);
      throw error;
    } finally {
      opened.response.close();
      download.progress?.end();
    }
  });
}

interface Writing {
  readonly file: OutputFile;
  readonly download: Download;
}

async function writeBody(host: FileHost, opened: OpenResponse, { file, download }: Writing): Promise<Downloaded> {
  const total = totalOf(opened);
  download.requireSize?.(total ?? 0);
  download.begun?.();
  const digest = host.digests.begin();
  let sha256 = "";
  let bytes = 0;
  try {
    for await (const chunk of bodyOf(opened)) {
      bytes += chunk.length;
      download.requireSize?.(bytes);
      file.write(chunk);
      digest.add(chunk);
      download.progress?.update(bytes, total);
    }
  } finally {
    // A host has room for a few that have begun.
    sha256 = digest.end();
  }
  if (total !== undefined && total !== bytes) throw wrongLength(opened.address, bytes, total);
  file.close();
  return { sha256 };
}

function totalOf({ response }: OpenResponse): number | undefined {
  const text = response.headers.get("content-length") ?? "";
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

async function* bodyOf({ response, address }: OpenResponse): AsyncGenerator<Uint8Array> {
  try {
    yield* response.body;
  } catch (error) {
    throw error instanceof HttpFault ? faultError(address, error, undefined) : error;
  }
}

function wrongLength(address: Address, bytes: number, total: number): DownloadError {
  const message = `cannot download ${showAddress(address)}: ${countOf(bytes, "byte")} came, and the server had said ${total}`;
  return new DownloadError(message, { hint: "Try again later.", passing: true });
}

const GZIP = [0x1f, 0x8b];

type TextHost = HttpHost & Pick<Host, "compression">;

/**
 * Downloads a text of at most `limit` bytes; undefined if there is none (status 401, 403, 404, 410), if it is longer, or if it is
 * damaged. Throws DownloadError.
 */
export async function downloadText(host: TextHost, download: Download, limit: number): Promise<string | undefined> {
  try {
    return await fetchText(host, download, limit);
  } catch (error) {
    if (error instanceof DownloadError && ABSENT.has(error.status ?? 0)) return undefined;
    throw error;
  }
}

/** Downloads a text that must be there. Throws DownloadError, also for one of more than `limit` bytes. */
export async function requireText(host: TextHost, download: Download, limit: number): Promise<string> {
  const text = await fetchText(host, download, limit);
  if (text !== undefined) return text;
  const message = `cannot download ${showAddress(download.address)}: it has more than ${countOf(limit, "byte")}, or is damaged`;
  throw new DownloadError(message, { hint: "Check the address." });
}

/** Undefined if it is longer, or damaged. */
async function fetchText(host: TextHost, download: Download, limit: number): Promise<string | undefined> {
  const bytes = await withRetries(host, download, async () => readBody(await openResponse(host, download), limit));
  const isPacked = bytes !== undefined && GZIP.every((byte, index) => bytes[index] === byte);
  try {
    // A server that knows only compressed files sends them to whoever asks.
    const text = isPacked ? await collect(host.compression.gunzip(once(bytes), bytes.length), limit) : bytes;
    return text && new TextDecoder().decode(text);
  } catch (error) {
    if (error instanceof HostError && error.kind === "damaged") return undefined;
    throw error;
  }
}

const ABSENT: ReadonlySet<number> = new Set([401, 403, 404, 410]);

async function readBody(opened: OpenResponse, limit: number): Promise<Uint8Array | undefined> {
  try {
    return await collect(bodyOf(opened), limit);
  } finally {
    opened.response.close();
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function collect(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) return undefined;
    parts.push(chunk.slice());
  }
  return joinChunks(parts);
}
