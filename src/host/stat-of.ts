import type { FileStat } from "./files.ts";
import { HostError } from "./host-error.ts";
import type { Host } from "./host.ts";

/** The kind and size of a path, links followed; undefined if nothing is there, and if it cannot be examined. */
export function statOf({ files }: Pick<Host, "files">, path: string): FileStat | undefined {
  try {
    return files.stat(path);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
