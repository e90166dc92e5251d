import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** Milliseconds between two checks of a lock that another process holds. */
const PAUSE = 200;

/**
 * Runs work that only one process at a time does under the same lock file, and waits until the lock is free. A lock
 * that a killed process left behind counts as free. Two processes that find such a lock at the same moment may both
 * work, so the work must put its results in place by renaming them.
 */
export async function exclusively<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  while (!takeLock(lockFile)) await Bun.sleep(PAUSE);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/**
 * Takes the lock. The file has its holder's process id from the start: a hard link is made in one step, and only if
 * there is no file yet.
 */
function takeLock(lockFile: string): boolean {
  const own = `${lockFile}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lockFile);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (isLeftBehind(lockFile)) rmSync(lockFile, { force: true });
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function isLeftBehind(lockFile: string): boolean {
  try {
    const holder = Number(readFileSync(lockFile, "utf8"));
    // Without a process id the file is not a lock of ours: a full disk may leave an empty one.
    if (!(holder > 0)) return true;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
