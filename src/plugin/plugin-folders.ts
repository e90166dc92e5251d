import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { requireOpenable } from "./require-openable.ts";

/** The plugin directories of a HELM_PLUGINS list, in order. Empty elements are ignored. */
export function pluginDirectories(os: string, list: string): string[] {
  const style = pathStyle(os);
  const directories: string[] = [];
  for (const element of style.splitList(list)) {
    if (element !== "") directories.push(style.join(element));
  }
  return directories;
}

/**
 * Everything in a plugin directory that may be a plugin folder, in byte order, as Helm's glob for `plugin.yaml` one
 * level down returns it. As in Helm, a directory that does not exist or cannot be read has none. Unlike Helm, luff does
 * not treat `*` and `[` in the directory's path as a pattern. Throws AppError "too-many-files".
 */
export function candidateFolders(host: Pick<Host, "os" | "files">, directory: string): string[] {
  const { join } = pathStyle(host.os);
  return namesIn(host, directory).map((name) => join(directory, name));
}

function namesIn({ os, files }: Pick<Host, "os" | "files">, directory: string): string[] {
  try {
    return files.list(directory);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    requireOpenable(os, error);
    return [];
  }
}
