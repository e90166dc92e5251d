import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { MAKE_ROOM } from "../manage/store/file-failure.ts";
import { removeTree } from "../manage/store/remove-tree.ts";
import { pathStyle } from "../platform/path-style.ts";

export type DiskHost = Pick<Host, "os" | "files" | "disk">;

/** A file to write. */
export interface NewFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly content: string;
  readonly executable: boolean;
}

/**
 * Makes a folder in one step: `fill` fills a folder beside it, which then takes its place. An existing empty folder
 * stays, because it may be a process's working folder, and gets the files. Throws AppError "folder-not-empty" if
 * something is in the folder, and "file-failed"; then nothing is left behind.
 */
export function makeFolder(host: DiskHost, folder: string, fill: (temporary: string) => void): void {
  requireEmpty(host, folder);
  const { directory, join, base } = pathStyle(host.os);
  attempt(folder, () => {
    host.disk.makeFolders(directory(folder));
    const temporary = host.disk.makeUniqueFolder(join(directory(folder), `.${base(folder)}-`));
    try {
      fill(temporary);
      if (host.disk.entry(folder) === undefined) {
        if (host.os !== "windows") host.disk.setMode(temporary, 0o755);
        host.disk.rename(temporary, folder);
      } else {
        moveInto(host, temporary, folder);
      }
    } catch (error) {
      removeTree(host, temporary);
      throw error;
    }
  });
}

function attempt<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot make the folder ${folder}: ${error.path}: ${error.detail}`, {
      hint: error.kind === "no-space" ? MAKE_ROOM : "Choose a folder that you may write to.",
      cause: error,
    });
  }
}

/** Moves the content of a folder into an empty one; if that fails, the other one is empty again. */
function moveInto(host: DiskHost, from: string, to: string): void {
  const { join } = pathStyle(host.os);
  const names = host.files.list(from);
  try {
    for (const name of names) host.disk.rename(join(from, name), join(to, name));
  } catch (error) {
    for (const name of names) removeTree(host, join(to, name));
    throw error;
  }
  host.disk.remove(from);
}

/** Throws AppError "folder-not-empty" unless the path is free or an empty folder; "file-failed" if that is unknown. */
export function requireEmpty(host: DiskHost, folder: string): void {
  const entry = attempt(folder, () => host.disk.entry(folder));
  const isEmpty = entry?.kind === "directory" && attempt(folder, () => host.files.list(folder)).length === 0;
  if (entry === undefined || isEmpty) return;
  const what = entry.kind === "directory" ? "the folder is not empty" : "it is not a folder";
  throw new AppError("folder-not-empty", `cannot make ${folder}: ${what}`, {
    hint: "Choose another name, or move what is there out of the way.",
  });
}

/** Writes files into an existing folder. */
export function writeFiles(host: DiskHost, folder: string, files: readonly NewFile[]): void {
  const { join, directory } = pathStyle(host.os);
  for (const { path, content, executable } of files) {
    const file = join(folder, path);
    host.disk.makeFolders(directory(file));
    const output = host.disk.create(file, executable ? 0o777 : 0o666);
    try {
      output.write(new TextEncoder().encode(content));
    } finally {
      output.close();
    }
  }
}
