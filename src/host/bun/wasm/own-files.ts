import * as fs from "node:fs";
import { join, relative, sep } from "node:path";
import { systemError } from "./wasi-errors.ts";

const { O_TRUNC } = fs.constants;
/** Windows has no such bit. */
const NO_FOLLOW = process.platform === "win32" ? 0 : fs.constants.O_NOFOLLOW;
const ACCESS = 3;

/**
 * Throws ELOOP if a folder on the way to a place below a folder is a link, or also the place itself. A module makes no links, but another process of
 * the user may.
 */
export function refuseLinks(folder: string, place: string, { isFollowed }: { readonly isFollowed: boolean }): void {
  const names = relative(folder, place).split(sep);
  if (!isFollowed) names.pop();
  let path = folder;
  for (const name of names) {
    path = join(path, name);
    if (fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw systemError("ELOOP");
  }
}

/**
 * Opens a file below a folder, and returns its number. Throws EACCES for what is neither a new file nor one that has this name alone, and ELOOP: another
 * process may have put a link there, a hard one too, or a pipe, even between two looks. What is opened is truncated only when this is clear.
 */
export function openOwnFile(folder: string, place: string, { flags, mode }: { flags: number; mode: number }): number {
  const before = fs.lstatSync(place, { throwIfNoEntry: false });
  if (before !== undefined && !before.isFile()) throw systemError("EACCES");
  const number = fs.openSync(place, (flags & ~O_TRUNC) | NO_FOLLOW, mode);
  try {
    const opened = fs.fstatSync(number, { bigint: true });
    const named = fs.lstatSync(place, { bigint: true });
    refuseLinks(folder, place, { isFollowed: true });
    if (!opened.isFile() || opened.nlink > 1n || opened.ino !== named.ino) throw systemError("EACCES");
    if ((flags & O_TRUNC) !== 0 && (flags & ACCESS) !== 0) fs.ftruncateSync(number, 0);
    return number;
  } catch (error) {
    fs.closeSync(number);
    throw error;
  }
}
