import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import type { FileStat } from "../host/files.ts";
import { statOf } from "../host/stat-of.ts";
import { pathStyle } from "../platform/path-style.ts";
import { readIgnoreFile, VERSION_CONTROL } from "./ignore-file.ts";

/** An entry below a plugin's folder. */
export interface FolderEntry {
  readonly path: string;
  readonly name: string;
  /** The folder that contains it. */
  readonly parent: string;
  /** With links followed; undefined for a broken link, and if it cannot be examined. */
  readonly stat: FileStat | undefined;
}

type FilesHost = Pick<Host, "os" | "files">;

/** More than any plugin has. In a folder that is not a plugin's (a home folder, say), the walk ends there. */
const MOST_ENTRIES = 20_000;

/**
 * Everything below a plugin's folder, except the folders of version control and what its ignore file names. Enters a
 * folder once, even if several links lead to it. Throws AppError "file-failed" for an ignore file that cannot be read.
 */
export function walkFolder(host: FilesHost, root: string): readonly FolderEntry[] {
  const style = pathStyle(host.os);
  const isIgnored = readIgnoreFile(host, root);
  const found: FolderEntry[] = [];
  const entered = new Set<string>();
  const open = [root];
  for (let folder = open.pop(); folder !== undefined && found.length < MOST_ENTRIES; folder = open.pop()) {
    for (const name of namesIn(host, folder, entered)) {
      const path = style.join(folder, name);
      const stat = statOf(host, path);
      const inner = path
        .slice(style.join(root, "x").length - 1)
        .split(style.separator)
        .join("/");
      if (VERSION_CONTROL.has(name) || isIgnored(inner, stat?.kind === "directory")) continue;
      found.push({ path, name, parent: folder, stat });
      if (stat?.kind === "directory") open.push(path);
    }
  }
  return found;
}

function namesIn({ files }: FilesHost, folder: string, entered: Set<string>): readonly string[] {
  try {
    const identity = files.identity(folder);
    if (entered.has(identity)) return [];
    entered.add(identity);
    return files.list(folder);
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}
