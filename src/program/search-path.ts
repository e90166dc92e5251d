import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

type SearchHost = Pick<Host, "os" | "files" | "environment">;

/** The absolute folders of PATH in their order: an empty or relative one leads into the working folder. */
export function searchFolders(host: SearchHost): readonly string[] {
  const style = pathStyle(host.os);
  return style
    .splitList(host.environment.get("PATH") ?? "")
    .filter((folder) => style.isAbsolute(folder))
    .map((folder) => style.join(folder));
}

/** The first of the names in a folder that is a file. */
export function firstFile(host: SearchHost, folder: string, names: readonly string[]): string | undefined {
  const paths = names.map((name) => pathStyle(host.os).join(folder, name));
  return paths.find((path) => isFile(host, path));
}

/** Whether a path leads to a file. What cannot be looked at is none. */
export function isFile(host: SearchHost, path: string): boolean {
  try {
    return host.files.stat(path)?.kind === "file";
  } catch {
    return false;
  }
}
