import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

/** The plugin directories of a HELM_PLUGINS list, in order; an empty element names none. */
export function pluginDirectories(os: string, list: string): string[] {
  const style = pathStyle(os);
  return style
    .splitList(list)
    .filter((element) => element !== "")
    .map((element) => style.join(element));
}

/**
 * Everything in a plugin directory that may be a plugin folder, in byte order, which is how Helm's glob of
 * `plugin.yaml` one level down meets them. A directory that does not exist or cannot be read holds none, as in Helm.
 * The directory is taken by its name alone, where Helm would read `*` and `[` in it as a pattern.
 */
export function candidateFolders(host: Pick<Host, "os" | "files">, directory: string): string[] {
  const { join } = pathStyle(host.os);
  return namesIn(host, directory).map((name) => join(directory, name));
}

function namesIn(host: Pick<Host, "files">, directory: string): string[] {
  try {
    return host.files.list(directory);
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}
