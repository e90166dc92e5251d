import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { isInUse } from "./file-failure.ts";

type MovingHost = Pick<Host, "os" | "files" | "disk">;

/** Whether the manifest is moved before all else, or after it: without one the folder is not a plugin, so no half of one is ever found. */
type ManifestOrder = "first" | "last";

/**
 * Renames a folder, also one that its owner may not change, for which the system refuses a move to another folder. Throws HostError, and
 * then nothing has moved.
 */
export function renameFolder(host: MovingHost, from: string, to: string): void {
  const entry = host.disk.entry(from);
  const isClosed = entry?.kind === "directory" && (entry.mode & 0o200) === 0;
  if (isClosed) host.disk.setMode(from, entry.mode | 0o200);
  host.disk.rename(from, to);
  if (isClosed) host.disk.setMode(to, entry.mode);
}

/**
 * Moves a folder by a rename. Where Windows refuses that because a program in it runs, moves what is in it one by one, the manifest first:
 * Windows renames the file of a running program, but no folder above it. Throws HostError, and then parts may have moved, which
 * `movePieces` brings back.
 */
export function moveFolder(host: MovingHost, from: string, to: string): void {
  try {
    renameFolder(host, from, to);
  } catch (error) {
    if (!isInUse(host, error) || host.disk.entry(from)?.kind !== "directory") throw error;
    movePieces(host, from, to, "first");
  }
}

/**
 * Moves what is in a folder into another one, which may have parts of it already, and removes the folder. Can be interrupted and repeated.
 * Throws HostError.
 */
export function movePieces(host: MovingHost, from: string, to: string, manifest: ManifestOrder): void {
  const { join } = pathStyle(host.os);
  host.disk.makeFolders(to);
  for (const name of inOrder(host.files.list(from), manifest)) {
    const [old, next] = [join(from, name), join(to, name)];
    if (host.disk.entry(old)?.kind === "directory") movePieces(host, old, next, manifest);
    else host.disk.rename(old, next);
  }
  host.disk.remove(from);
}

function inOrder(names: readonly string[], manifest: ManifestOrder): readonly string[] {
  const own = names.filter((name) => name.toLowerCase() === "plugin.yaml");
  const others = names.filter((name) => !own.includes(name));
  return manifest === "first" ? [...own, ...others] : [...others, ...own];
}
