import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { namesOrError } from "./inspect-directory.ts";
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
 * not treat `*` and `[` in the directory's path as a pattern. `names` is what namesOrError returns for the directory, if that was
 * asked before. Throws AppError "too-many-files".
 */
export function candidateFolders(
  host: Pick<Host, "os" | "files">,
  directory: string,
  names = namesOrError(host, directory),
): string[] {
  const { join } = pathStyle(host.os);
  if (!(names instanceof HostError)) return names.map((name) => join(directory, name));
  requireOpenable(host.os, names);
  return [];
}
