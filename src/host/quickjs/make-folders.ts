import * as native from "qjs:host";
import { hostError } from "./system-error.ts";
import { toBytes } from "./text.ts";

/** Creates a folder and its missing parents, with these permissions before umask. */
export function makeFolders(path: string, permissions: number): void {
  const result = native.makeFolder(toBytes(path), permissions);
  if (result >= 0 || isFolder(path)) return;
  const parent = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")));
  if (hostError(result, path).kind !== "not-found" || parent === "") throw hostError(result, path);
  makeFolders(parent, permissions);
  const again = native.makeFolder(toBytes(path), permissions);
  if (again < 0 && !isFolder(path)) throw hostError(again, path);
}

function isFolder(path: string): boolean {
  const found = native.stat(toBytes(path));
  return typeof found !== "number" && found.kind === "directory";
}
