import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { removeTree } from "../manage/remove-tree.ts";
import { pathStyle } from "../platform/path-style.ts";

/** Runs an action with a new folder, which is removed afterwards. `path` is the path of a name in it. Throws AppError "file-failed". */
export async function withTemporaryFolder<T>(
  host: Pick<Host, "os" | "environment" | "disk" | "files">,
  action: (path: (name: string) => string) => Promise<T>,
): Promise<T> {
  const { join } = pathStyle(host.os);
  const folder = makeFolder(host, join(host.environment.temporaryDirectory, "luff-"));
  try {
    return await action((name) => join(folder, name));
  } finally {
    removeTree(host, folder);
  }
}

function makeFolder({ disk }: Pick<Host, "disk">, prefix: string): string {
  try {
    return disk.makeUniqueFolder(prefix);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot make a temporary folder: ${error.path}: ${error.detail}`, {
      hint: "Set TMPDIR (on Windows TEMP) to a folder that you may write to.",
      cause: error,
    });
  }
}
