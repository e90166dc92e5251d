import { tmpdir } from "node:os";

/** Whether the tests run as root, who may do almost everything. */
export const isRoot = process.getuid?.() === 0;

/** The command that gives a program its own mounts, which end with it. */
export const OWN_MOUNTS: readonly string[] = ["unshare", "--mount", ...(isRoot ? [] : ["--user", "--map-root-user"])];

/** The command by which root starts a program as a user who owns nothing. */
export const AS_NOBODY: readonly string[] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

/** Whether a program can have mounts of its own here. */
export function canMount(): boolean {
  return process.platform === "linux" && starts([...OWN_MOUNTS, "mount", "-t", "tmpfs", "luff", tmpdir()]);
}

/** Whether a program starts, and ends well. */
export function starts(command: readonly string[]): boolean {
  try {
    return Bun.spawnSync([...command]).exitCode === 0;
  } catch {
    return false;
  }
}
