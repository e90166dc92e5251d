import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import type { FileStat } from "../host/files.ts";
import { pathStyle } from "../platform/path-style.ts";

/** Something in a plugin's folder. */
export interface FolderEntry {
  readonly path: string;
  readonly name: string;
  /** The folder that it is in. */
  readonly parent: string;
  /** Links followed; undefined for a link to nowhere and for what may not be looked at. */
  readonly stat: FileStat | undefined;
}

type FilesHost = Pick<Host, "os" | "files">;

/** What version control keeps for itself. */
const HIDDEN: ReadonlySet<string> = new Set([".git", ".hg", ".svn"]);

/** More than any plugin has; a folder that is none (a home folder, say) ends the walk there. */
const MOST_ENTRIES = 20_000;

/** Everything below a folder, without what version control keeps there. A folder is entered once, whatever links lead to it. */
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

/** What is at a path; undefined also for what may not be looked at. */
export function statOf({ files }: Pick<Host, "files">, path: string): FileStat | undefined {
  try {
    return files.stat(path);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
