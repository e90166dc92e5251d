import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { pluginStore } from "../store/plugin-store.ts";
import { readFileList } from "./file-list.ts";
import { fileListPath } from "./receipt.ts";

/**
 * The files and links of luff's own list that a plugin's folder no longer has, in byte order; none if there is no list. Reads none of them.
 * Throws HostError.
 */
export function findLostFiles(host: Pick<Host, "os" | "files" | "disk">, folder: string): readonly string[] {
  const { base, directory, separator } = pathStyle(host.os);
  const recorded = readFileList(host, fileListPath(host, pluginStore(host.os, directory(folder)), base(folder)));
  if (recorded === undefined) return [];
  return Object.keys(recorded).filter((name) => {
    const path = `${folder}${separator}${name.replaceAll("/", separator)}`;
    return host.disk.entry(path) === undefined;
  });
}
