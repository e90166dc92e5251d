import * as fs from "node:fs";
import type { FileKind, Files, FileStat } from "../files.ts";
import { hostError } from "./system-error.ts";

/** Files over node:fs. */
export function createFiles(os: string): Files {
  return {
    read: (path, limit) => attempt(path, () => (limit === undefined ? fs.readFileSync(path) : readUpTo(path, limit))),
    writeAtomically: (path, content) => attempt(path, () => writeAtomically(path, content)),
    list: (path) => attempt(path, () => fs.readdirSync(path).sort(byCodeUnit)),
    stat: (path) => stat(path, os),
    realPath: (path) => attempt(path, () => fs.realpathSync(path)),
  };
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw hostError(error, path);
  }
}

/** Go sorts names by their bytes; for the names that occur this order of UTF-16 units is the same. */
function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const SMALL_FILE = 4096;

let scratch: Uint8Array | undefined;

/** One buffer serves all reads, since a scan of a thousand small files would otherwise allocate and ask for each size. */
function readUpTo(path: string, limit: number): Uint8Array {
  if (scratch === undefined || scratch.length < limit) scratch = new Uint8Array(limit);
  const descriptor = fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  try {
    let length = 0;
    for (;;) {
      const count = fs.readSync(descriptor, scratch, length, limit - length, null);
      length += count;
      // Less than a page of a small file is all of it; a second read would only say so.
      if (count === 0 || length === limit || length < SMALL_FILE) return scratch.slice(0, length);
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

function writeAtomically(path: string, content: Uint8Array | string): void {
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")));
  if (folder !== "") fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, content);
    fs.renameSync(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function stat(path: string, os: string): FileStat | undefined {
  try {
    const found = fs.statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    const kind = kindOf(found);
    return { kind, size: found.size, executable: os === "windows" ? kind === "file" : isExecutable(path) };
  } catch (error) {
    const failure = hostError(error, path);
    if (failure.kind === "not-found" || failure.kind === "not-a-directory") return undefined;
    throw failure;
  }
}

function kindOf(found: fs.Stats): FileKind {
  if (found.isFile()) return "file";
  return found.isDirectory() ? "directory" : "other";
}

function isExecutable(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
