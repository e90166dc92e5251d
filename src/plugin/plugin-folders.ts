import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

/** The plugin directories of a HELM_PLUGINS list, in order; an empty element names none. */
export function pluginDirectories(os: string, list: string): string[] {
  return pathStyle(os)
    .splitList(list)
    .filter((element) => element !== "");
}

/**
 * Everything that may be a plugin folder: the entries of each directory in byte order, directory after directory, as
 * Helm's glob `DIR/*\/plugin.yaml` meets them. A directory that does not exist holds none.
 * A directory is taken by its name alone, where Helm would read `*` and `[` in it as a pattern.
 */
export function candidateFolders(host: Pick<Host, "os" | "files">, directories: readonly string[]): string[] {
  const style = pathStyle(host.os);
  return directories.flatMap((directory) => {
    const clean = style.join(directory);
    const prefix = clean.endsWith(style.separator) ? clean : clean + style.separator;
    return namesIn(host, clean).map((name) => prefix + name);
  });
}

function namesIn(host: Pick<Host, "files">, directory: string): string[] {
  try {
    return host.files.list(directory);
  } catch (error) {
    // Helm's glob passes over a directory that cannot be read, too.
    if (error instanceof HostError) return [];
    throw error;
  }
}
