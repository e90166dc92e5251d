import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The content of every file below a folder, by its path with slashes; "folder" and "link" for other entries. */
export function filesBelow(folder: string, prefix = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(folder, prefix)).toSorted()) {
    const path = prefix === "" ? name : `${prefix}/${name}`;
    const entry = lstatSync(join(folder, path));
    if (entry.isFile()) found[path] = readFileSync(join(folder, path), "utf8");
    else found[path] = entry.isSymbolicLink() ? "link" : "folder";
    if (entry.isDirectory()) Object.assign(found, filesBelow(folder, path));
  }
  return found;
}
