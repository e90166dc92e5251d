import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

/** Removes whatever is at a path, with all that is in it; links are not followed. Nothing there is no error. */
export function removeTree(host: Pick<Host, "os" | "files" | "disk">, path: string): void {
  const entry = host.disk.entry(path);
  if (entry === undefined) return;
  if (entry.kind === "directory") {
    // A folder that its owner may not enter or change would keep what is in it.
    if ((entry.mode & 0o700) !== 0o700) host.disk.setMode(path, entry.mode | 0o700);
    for (const name of host.files.list(path)) removeTree(host, pathStyle(host.os).join(path, name));
  }
  host.disk.remove(path);
}
