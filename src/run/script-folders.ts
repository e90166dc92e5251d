import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

/** The folders of a script that `luff SCRIPT` runs: the absolute path's own, and that of the file that its links lead to. */
export function scriptFolders({ os, files }: Pick<Host, "os" | "files">, path: string): string[] {
  const { directory } = pathStyle(os);
  try {
    return [...new Set([directory(path), directory(files.realPath(path))])];
  } catch (error) {
    if (error instanceof HostError) return [directory(path)]; // The file behind /dev/stdin may no longer have a name.
    throw error;
  }
}
