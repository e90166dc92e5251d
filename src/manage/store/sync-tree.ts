import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";

/**
 * Waits until a folder with all that is in it is on the disk: at once where the system can wait for a whole volume, otherwise file by
 * file. What luff may not open stays as it is. Throws HostError.
 */
export function syncTree(host: Pick<Host, "os" | "files" | "disk">, folder: string): void {
  if (!host.disk.syncVolume(folder)) syncEach(host, folder);
}

function syncEach(host: Pick<Host, "os" | "files" | "disk">, folder: string): void {
  for (const name of host.files.list(folder)) {
    const path = pathStyle(host.os).join(folder, name);
    const kind = host.disk.entry(path)?.kind;
    if (kind === "directory") syncEach(host, path);
    if (kind === "file") syncOne(host, path);
  }
  host.disk.syncFolder(folder);
}

function syncOne({ disk }: Pick<Host, "disk">, path: string): void {
  try {
    disk.syncFile(path);
  } catch (error) {
    if (!(error instanceof HostError) || error.kind !== "denied") throw error;
  }
}
