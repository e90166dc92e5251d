import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

/** The path from the root of the file system, cleaned; a relative one is taken from the working directory. */
export function absolutePath({ os, environment }: Pick<Host, "os" | "environment">, path: string): string {
  return pathStyle(os).absolute(environment.workingDirectory, path);
}
