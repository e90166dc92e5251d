import { AppError } from "../../errors/app-error.ts";
import type { FileLock } from "../../host/disk.ts";
import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { removeTree } from "../../manage/store/remove-tree.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { absolutePath } from "./absolute-path.ts";
import { deviceAt, receiveForDevice } from "./device.ts";
import { requireNoDevice } from "./require-no-device.ts";

/**
 * Lets `receive` create a file at a path of its own, and then moves that file to `path`, where it replaces another one
 * and keeps its mode. Into a device, such as a named pipe, it writes what came. If anything fails, `path` is as it was and nothing is left over. What a luff that was killed has left of the same
 * file goes first. Throws AppError "file-failed".
 */
export async function receiveFile<T>(host: Host, path: string, receive: (file: string) => Promise<T>): Promise<T> {
  requireNoDevice(host, path);
  const device = deviceAt(host, path);
  if (device !== undefined) return receiveForDevice(host, device, receive);
  try {
    const target = targetOf(host, absolutePath(host, path));
    removeLeftovers(host, target);
    const part = makePart(host, target);
    try {
      const file = pathStyle(host.os).join(part.folder, DATA);
      const result = await receive(file);
      const replaced = host.disk.entry(target);
      if (replaced !== undefined) host.disk.setMode(file, replaced.mode);
      host.disk.rename(file, target);
      return result;
    } finally {
      part.lock?.release();
      removeTree(host, part.folder);
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot write ${path}: ${error.detail}`, { cause: error });
  }
}

/** A folder beside a file that is being received. Whoever holds its lock works in it. */
interface Part {
  readonly folder: string;
  /** Undefined on a file system without locks: nobody can take the folder for one that was left. */
  readonly lock: FileLock | undefined;
}

function makePart(host: Host, target: string): Part {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const folder = host.disk.makeUniqueFolder(target + MARK);
    const taken = tryLock(host, folder);
    // Another luff has taken the new folder for one that was left, and removes it.
    if (taken !== "refused") return { folder, lock: taken };
  }
  throw new HostError("other", target, "no folder beside it can be kept");
}

/** More of them would mean that something else than another luff removes the folders. */
const MOST_TRIES = 20;

/** What is between the file's name and what makes the folder's unique. */
const MARK = ".part-";
const UNIQUE = /^[0-9A-Za-z]{6,8}$/;
/** The names in such a folder. */
const DATA = "data";
const LOCK = "lock";

/** What cannot be removed stays: it does not concern the new file. */
function removeLeftovers(host: Host, target: string): void {
  const { base, directory, join } = pathStyle(host.os);
  const name = base(target) + MARK;
  for (const each of tryList(host, directory(target))) {
    if (!each.startsWith(name) || !UNIQUE.test(each.slice(name.length))) continue;
    try {
      removeLeftover(host, join(directory(target), each));
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
    }
  }
}

function removeLeftover(host: Host, folder: string): void {
  if (!isPart(host, folder)) return;
  const taken = tryLock(host, folder);
  if (taken === "refused" || taken === undefined) return;
  taken.release();
  removeTree(host, folder);
}

/**
 * Whether a folder is as luff makes it: nobody else may enter it, and it has only luff's files. In a folder of somebody else's the lock
 * could be a link to a file of the user's, which a lock empties.
 */
function isPart(host: Host, folder: string): boolean {
  const { join } = pathStyle(host.os);
  const entry = host.disk.entry(folder);
  if (entry?.kind !== "directory") return false;
  if (host.os !== "windows" && (entry.mode & 0o077) !== 0) return false;
  const names = tryList(host, folder);
  return names.every((name) => name === DATA || name === LOCK) && host.disk.entry(join(folder, LOCK))?.kind === "file";
}

/** The lock of a folder; "refused" if another process holds it, or the folder is gone, and undefined if there are no locks. */
function tryLock({ os, disk }: Host, folder: string): FileLock | "refused" | undefined {
  try {
    return disk.lock(pathStyle(os).join(folder, LOCK), "", 0) ?? "refused";
  } catch (error) {
    if (error instanceof HostError && error.kind === "not-found") return "refused";
    if (error instanceof HostError && error.kind === "other") return undefined;
    throw error;
  }
}

/** The names in a folder; none if it cannot be listed, which a folder need not be to write into it. */
function tryList({ files }: Host, folder: string): readonly string[] {
  try {
    return files.list(folder);
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}

/** Where a path's links lead. A folder cannot be replaced. */
function targetOf(host: Host, path: string): string {
  const stat = host.files.stat(path);
  if (stat === undefined) return path;
  if (stat.kind === "directory") throw new HostError("is-a-directory", path, "it is a folder");
  return host.files.realPath(path);
}
