import { pathStyle } from "./path-style.ts";

/** Whether a path, cleaned, is below a folder. Nothing is read, so links do not count. */
export function isBelow(os: string, folder: string, file: string): boolean {
  const { join, separator } = pathStyle(os);
  return join(file).startsWith(join(folder) + separator);
}
