import type { Host } from "../../host/host.ts";
import { isPluginName } from "../../plugin/find-plugin.ts";
import { ownFolders } from "../../plugin/own-folders.ts";
import { fileFailure } from "../store/file-failure.ts";
import { removeTree } from "../store/remove-tree.ts";

/** Helm's folders for data and for caches. */
export interface PurgePlaces {
  readonly dataHome: string;
  readonly cacheHome: string;
}

/** The folders in which a plugin of a name keeps its own data and its cache, as far as they exist. */
export function findOwnFolders(
  host: Pick<Host, "os" | "disk">,
  { dataHome, cacheHome }: PurgePlaces,
  name: string,
): readonly string[] {
  if (!isPluginName(name)) return [];
  return [dataHome, cacheHome]
    .flatMap((home) => ownFolders(host.os, home, name))
    .filter((folder) => host.disk.entry(folder) !== undefined);
}

/** Removes a plugin's own folders, and returns their paths. Throws AppError "file-failed". */
export function purgePlugin(
  host: Pick<Host, "os" | "files" | "disk">,
  places: PurgePlaces,
  name: string,
): readonly string[] {
  try {
    const folders = findOwnFolders(host, places, name);
    for (const folder of folders) removeTree(host, folder);
    return folders;
  } catch (error) {
    throw fileFailure(error, `remove the data of plugin "${name}"`);
  }
}
