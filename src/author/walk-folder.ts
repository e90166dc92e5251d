import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import type { FileStat } from "../host/files.ts";
import { statOf } from "../host/stat-of.ts";
import { pathStyle } from "../platform/path-style.ts";

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

/** The folders of version control. */
const HIDDEN: ReadonlySet<string> = new Set([".git", ".hg", ".svn"]);

/** More than any plugin has. In a folder that is not a plugin's (a home folder, say), the walk ends there. */
const MOST_ENTRIES = 20_000;

/**
 * Everything below a folder, except the folders of version control. Enters a folder once, even if several links lead to
 * it.
 */
export function walkFolder(host: FilesHost, root: string): readonly FolderEntry[] {
  const found: FolderEntry[] = [];
  const entered = new Set<string>();
  const open = [root];
  for (let folder = open.pop(); folder !== undefined && found.length < MOST_ENTRIES; folder = open.pop()) {
    for (const name of namesIn(host, folder, entered)) {
      if (HIDDEN.has(name)) continue;
      const path = pathStyle(host.os).join(folder, name);
      const stat = statOf(host, path);
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
