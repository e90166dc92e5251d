import type { Host } from "../../host/host.ts";
import { makeTemporaryFolder } from "../../manage/store/make-temporary-folder.ts";
import { removeIfPossible } from "../../manage/store/remove-tree.ts";
import { pathStyle } from "../../platform/path-style.ts";

/**
 * Runs an action with a new folder, which is removed afterwards, but for what another program still uses. `path` is the path of a
 * name in it. Throws AppError "file-failed" if no folder can be made.
 */
export async function withTemporaryFolder<T>(
  host: Pick<Host, "os" | "environment" | "disk" | "files">,
  action: (path: (name: string) => string) => Promise<T>,
): Promise<T> {
  const { join } = pathStyle(host.os);
  const folder = makeTemporaryFolder(host);
  try {
    return await action((name) => join(folder, name));
  } finally {
    removeIfPossible(host, folder);
  }
}
