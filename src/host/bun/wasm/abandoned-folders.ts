import { closeSync, constants, fstatSync, openSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { openFlock } from "../lock-file.ts";

/** How many characters at the end of a temporary folder's name are drawn. */
const DRAWN = 6;
/** A younger folder may have an owner that has not taken it yet, in milliseconds. */
const SETTLED = 60_000;

/**
 * Takes a temporary folder for as long as this process lives, and removes those beside it, of the same name but for its end, whose processes are gone:
 * SIGKILL leaves them behind. Does nothing on Windows, where no folder can be taken, nor where the system refuses it.
 */
export function takeFolder(path: string): void {
  const flock = process.platform === "win32" ? undefined : openFlock();
  if (flock === undefined) return;
  try {
    flock(openFolder(path));
    removeAbandoned(path, flock);
  } catch {
    // Another user's folders, or a file system without locks.
  }
}

function openFolder(path: string): number {
  return openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
}

function removeAbandoned(path: string, flock: (descriptor: number) => boolean): void {
  const [parent, own] = [dirname(path), basename(path)];
  const start = own.slice(0, -DRAWN);
  for (const name of readdirSync(parent)) {
    const isLike = name !== own && name.startsWith(start) && name.length === own.length;
    if (isLike) removeIfAbandoned(join(parent, name), flock);
  }
}

function removeIfAbandoned(path: string, flock: (descriptor: number) => boolean): void {
  let descriptor: number | undefined;
  try {
    descriptor = openFolder(path);
    const { uid, mtimeMs } = fstatSync(descriptor);
    if (uid !== process.getuid?.() || Date.now() - mtimeMs < SETTLED || !flock(descriptor)) return;
    rmSync(path, { recursive: true, force: true });
  } catch {
    // It is not this user's, or it is gone.
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
