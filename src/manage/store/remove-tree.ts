import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";

/** Removes a file, link or folder with its content. Does not follow links. A missing path is not an error. */
export function removeTree(
  host: Pick<Host, "os" | "files" | "disk">,
  path: string,
  removeInner: typeof removeIfPossible = removeTree,
): void {
  const entry = host.disk.entry(path);
  if (entry === undefined) return;
  if (entry.kind === "directory") {
    // Nothing can be removed from a folder that its owner may not enter or change.
    if ((entry.mode & 0o700) !== 0o700) host.disk.setMode(path, entry.mode | 0o700);
    for (const name of host.files.list(path)) removeInner(host, pathStyle(host.os).join(path, name));
  }
  host.disk.remove(path);
}

/** Removes what can be removed of a file, link or folder. Files that another process uses, or that belong to another user, stay for later. */
export function removeIfPossible(host: Pick<Host, "os" | "files" | "disk">, path: string): void {
  try {
    removeTree(host, path, removeIfPossible);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
}
