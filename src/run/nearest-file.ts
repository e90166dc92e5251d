import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { findNearestWord } from "../text/nearest-word.ts";

/**
 * The name of an entry of the same folder that a path without a file was probably meant to name, such as "Main.lua" for "main.lua";
 * undefined if none is near.
 */
function findNearestFile({ os, files }: Pick<Host, "os" | "files">, path: string): string | undefined {
  const { directory, base } = pathStyle(os);
  try {
    return findNearestWord(base(path), files.list(directory(path)));
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

/** Where the file of a path may be, as a sentence without its end; undefined if nothing is near. */
export function nearestFileHint(host: Pick<Host, "os" | "files">, path: string): string | undefined {
  const nearest = findNearestFile(host, path);
  if (nearest === undefined) return undefined;
  const isOnlyCase = nearest.toLowerCase() === pathStyle(host.os).base(path).toLowerCase();
  return `the folder has ${nearest}${isOnlyCase ? ": small and large letters differ in names of files" : ""}`;
}
