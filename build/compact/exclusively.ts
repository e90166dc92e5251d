import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";

/** Milliseconds between two looks at a lock that another process holds. */
const PAUSE = 200;

/**
 * Runs work that no other process does at the same time under the same lock file; waits until it is free. A lock that a
 * process left behind when it was ended counts as free.
 */
export async function exclusively<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  while (!takeLock(lockFile)) await Bun.sleep(PAUSE);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function takeLock(lockFile: string): boolean {
  try {
    const descriptor = openSync(lockFile, "wx");
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (isLeftBehind(lockFile)) rmSync(lockFile, { force: true });
    return false;
  }
}

function isLeftBehind(lockFile: string): boolean {
  try {
    const holder = Number(readFileSync(lockFile, "utf8"));
    // Nothing is written yet where the holder has only just made the file.
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
