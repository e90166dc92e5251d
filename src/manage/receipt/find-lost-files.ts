import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { pluginStore } from "../store/plugin-store.ts";
import { readFileList } from "./file-list.ts";
import { fileListPath } from "./receipt.ts";

/**
 * The files and links of luff's own list that a plugin's folder no longer has, in byte order; none if there is no list. Reads none of them.
 * What cannot be looked at is not known to be missing. Throws HostError if the list cannot be read.
 */
export function findLostFiles(host: Pick<Host, "os" | "files" | "disk">, folder: string): readonly string[] {
  const { base, directory, separator } = pathStyle(host.os);
  const recorded = readFileList(host, fileListPath(host, pluginStore(host.os, directory(folder)), base(folder)));
  if (recorded === undefined) return [];
  return Object.keys(recorded).filter((name) => {
    return isMissing(host, `${folder}${separator}${name.replaceAll("/", separator)}`);
  });
}

function isMissing({ disk }: Pick<Host, "disk">, path: string): boolean {
  try {
    return disk.entry(path) === undefined;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
