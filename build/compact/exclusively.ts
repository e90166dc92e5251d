import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** Milliseconds between two looks at a lock that another process holds. */
const PAUSE = 200;

/**
 * Runs work that no other process does at the same time under the same lock file; waits until it is free. A lock that a
 * process left behind when it was ended counts as free. Two that find such a lock in the same moment may both work, so the work
 * puts its results in place by renaming them.
 */
export async function exclusively<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  while (!takeLock(lockFile)) await Bun.sleep(PAUSE);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** The lock appears with its holder's process id in it: a link is made in one step, and only where there is none. */
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
    // Without a process id the file is no lock of ours: a full disk may leave it empty.
    if (!(holder > 0)) return true;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
