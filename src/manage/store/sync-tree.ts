import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";

type SyncHost = Pick<Host, "os" | "files" | "disk">;

/**
 * Waits until a folder with all that is in it is on the disk: at once where the system can wait for a whole volume, otherwise file by
 * file. What luff may not open, what a program uses, and what is gone meanwhile stays as it is. Throws HostError.
 */
export function syncTree(host: SyncHost, folder: string): void {
  if (orSkip(() => host.disk.syncVolume(folder)) !== true) syncEach(host, folder);
}

function syncEach(host: SyncHost, folder: string): void {
  const names = orSkip(() => host.files.list(folder)) ?? [];
  for (const name of names) {
    const path = pathStyle(host.os).join(folder, name);
    const kind = orSkip(() => host.disk.entry(path))?.kind;
    if (kind === "directory") syncEach(host, path);
    if (kind === "file") orSkip(() => host.disk.syncFile(path));
  }
  orSkip(() => host.disk.syncFolder(folder));
}

/** Undefined if luff cannot get at a file or a folder, which says nothing about the disk. */
function orSkip<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof HostError && isSkipped(error))) throw error;
    return undefined;
  }
}

const SKIPPED: ReadonlySet<HostError["kind"]> = new Set(["denied", "not-found", "not-a-directory"]);

/** Windows opens no running program for writing, and no file that a virus scanner holds. Other systems refuse the first. */
function isSkipped({ kind, detail }: HostError): boolean {
  return SKIPPED.has(kind) || /busy/.test(detail);
}
