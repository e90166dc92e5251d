import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";

/** The absolute path, cleaned. A relative path starts in the working directory. */
export function absolutePath({ os, environment }: Pick<Host, "os" | "environment">, path: string): string {
  return pathStyle(os).absolute(environment.workingDirectory, path);
}
