import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { isStoreAlias } from "./find-program.ts";

type SearchHost = Pick<Host, "os" | "files" | "environment">;

/** The folders of PATH as absolute paths, in order. Empty and relative ones are left out. */
export function searchFolders(host: SearchHost): readonly string[] {
  const style = pathStyle(host.os);
  return style
    .splitList(host.environment.get("PATH") ?? "")
    .filter((folder) => style.isAbsolute(folder))
    .map((folder) => style.join(folder));
}

/** The folder of Windows itself. */
export function systemFolder({ environment }: Pick<Host, "environment">): string {
  return environment.get("SystemRoot") ?? "C:\\Windows";
}

/** The first of the names that is a file in a folder. */
export function firstFile(host: SearchHost, folder: string, names: readonly string[]): string | undefined {
  const paths = names.map((name) => pathStyle(host.os).join(folder, name));
  return paths.find((path) => isFile(host, path));
}

/** Whether a path leads to a file; false if it cannot be read, except for a program of the Microsoft Store. */
export function isFile(host: SearchHost, path: string): boolean {
  try {
    return host.files.stat(path)?.kind === "file";
  } catch {
    return isStoreAlias(host, path);
  }
}

/** Whether a path leads to a folder; false if it cannot be read. */
export function isFolder({ files }: Pick<SearchHost, "files">, path: string): boolean {
  try {
    return files.stat(path)?.kind === "directory";
  } catch {
    return false;
  }
}
