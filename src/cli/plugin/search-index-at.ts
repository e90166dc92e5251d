import { AppError } from "../../errors/app-error.ts";
import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { readRegular } from "../../host/read-regular.ts";
import type { FoundPlugin } from "../../hub/found-plugin.ts";
import { parseIndex, searchIndex } from "../../hub/plugin-index.ts";
import { parseAddress, renderAddress, resolveLocation, showAddress } from "../../http/address.ts";
import { requireText, type Download } from "../../http/download.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { absolutePath } from "../files/absolute-path.ts";

/** More than the index of thousands of plugins. */
const MOST_BYTES = 1 << 24;

export interface IndexSearch {
  /** A file or a URL. */
  readonly index: string;
  readonly words: readonly string[];
  readonly limit: number;
}

/** Finds plugins in an index by its path or its address. Throws AppError "file-failed" or "index-invalid", and those of a download. */
export async function searchIndexAt(
  host: Host,
  request: Omit<Download, "address">,
  { index, ...question }: IndexSearch,
): Promise<readonly FoundPlugin[]> {
  const address = parseAddress(index);
  if (address !== undefined) {
    const text = await requireText(host, { ...request, address }, MOST_BYTES);
    const resolve = (url: string): string => {
      const target = resolveLocation({ ...address, query: "" }, url);
      return target === undefined ? url : renderAddress(target);
    };
    return searchIndex(await parseIndex(text, showAddress(address)), { ...question, resolve });
  }
  const path = absolutePath(host, index);
  const { absolute, directory } = pathStyle(host.os);
  const resolve = (url: string): string => (parseAddress(url) === undefined ? absolute(directory(path), url) : url);
  return searchIndex(await parseIndex(readIndexFile(host, path), path), { ...question, resolve });
}

/** The text of an index file. Throws AppError "file-failed". */
export function readIndexFile({ files }: Pick<Host, "files">, path: string): string {
  try {
    return new TextDecoder().decode(readRegular(files, path, MOST_BYTES));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot read the index ${path}: ${error.detail}`, {
      cause: error,
      hint: "Name an index that 'luff plugin index' has written.",
    });
  }
}
