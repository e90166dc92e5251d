import type { Host } from "../../host/host.ts";
import { makeTemporaryFolder } from "../../manage/store/make-temporary-folder.ts";
import { removeTree } from "../../manage/store/remove-tree.ts";
import { pathStyle } from "../../platform/path-style.ts";

/** Runs an action with a new folder, which is removed afterwards. `path` is the path of a name in it. Throws AppError "file-failed". */
export async function withTemporaryFolder<T>(
  host: Pick<Host, "os" | "environment" | "disk" | "files">,
  action: (path: (name: string) => string) => Promise<T>,
): Promise<T> {
  const { join } = pathStyle(host.os);
  const folder = makeTemporaryFolder(host);
  try {
    return await action((name) => join(folder, name));
  } finally {
    removeTree(host, folder);
  }
}
