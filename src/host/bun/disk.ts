import type { Stats } from "node:fs";
import type { Disk, DiskEntry, EntryKind, InputFile, OutputFile } from "../disk.ts";
import type { HostError } from "../host-error.ts";
import { openCLibrary } from "./library/open-c-library.ts";
import { openLinuxDisk, type ReadDescriptor } from "./linux-disk.ts";
import { openLinuxFiles } from "./linux-files.ts";
import { lockFile } from "./lock-file.ts";
import { nodeFs } from "./node-fs.ts";
import { hostError } from "./system-error.ts";

const encoder = new TextEncoder();
const WINDOWS = process.platform === "win32";

/** How long, and how often, a rename that Windows denies is tried again, in milliseconds. */
const PATIENCE = 5000;
const PAUSE = 50;

/** Changes to the disk, with node:fs, and on Linux with the C library's own calls where they suffice. */
export function createDisk(): Disk {
  return {
    entry: (path) => attempt(path, () => entryAt(path)),
    entryIdentity: (path) => attempt(path, () => entryIdentity(path)),
    readLink: (path) =>
      attempt(path, () => (WINDOWS ? nodeFs().realpathSync.native(path) : nodeFs().readlinkSync(path))),
    makeFolders: (path) => attempt(path, () => makeFolders(path)),
    makeUniqueFolder: (prefix) => attempt(prefix, () => nodeFs().mkdtempSync(prefix)),
    open: (path) => attempt(path, () => openFile(path)),
    create: (path, mode) => attempt(path, () => createFile(path, mode)),
    createWith,
    writeDurably: (path, content) => attempt(path, () => writeDurably(path, content)),
    replace: (path, content) => attempt(path, () => replace(path, content, false)),
    // Windows synchronises only what is open for writing.
    syncFile: (path) => attempt(path, () => sync(path, "r+")),
    syncFolder: (path) => attempt(path, () => syncFolder(path)),
    syncVolume: (path) => attempt(path, () => syncVolume(path)),
    setMode: (path, mode) => attempt(path, () => setMode(path, mode)),
    makeLink: (path, target) => attempt(path, () => makeLink(path, target)),
    linkFolder: (path, target) => attempt(path, () => makeLink(path, target, "junction")),
    rename: (from, to) => attempt(from, () => rename(from, to)),
    remove: (path) => attempt(path, () => remove(path)),
    lock: (path, owner, patience) => attempt(path, () => lockFile(path, owner, patience)),
  };
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw hostError(error, path);
  }
}

function makeFolders(path: string): void {
  if (openLinuxDisk()?.makeFolders(path, 0o777) !== true) nodeFs().mkdirSync(path, { recursive: true });
}

function setMode(path: string, mode: number): void {
  if (openLinuxDisk()?.setMode(path, mode) !== true) nodeFs().chmodSync(path, mode);
}

function makeLink(path: string, target: string, kind?: "junction"): void {
  if (openLinuxDisk()?.makeLink(path, target) !== true) nodeFs().symlinkSync(target, path, kind);
}

/** On Linux the C library's own call: lists and installs ask for a thousand. */
function entryAt(path: string): DiskEntry | undefined {
  const quick = openLinuxFiles()?.entry(path);
  if (quick !== undefined) return quick === "absent" ? undefined : quick;
  const found = nodeFs().lstatSync(path, { throwIfNoEntry: false });
  return found && { kind: kindOf(found), size: found.size, mode: found.mode & 0o7777 };
}

/**
 * When a file is gone, another one can get its number; the time when it was made differs. On Windows the number itself has a count in it
 * for that.
 */
function entryIdentity(path: string): string {
  const quick = openLinuxDisk()?.identity(path);
  if (quick !== undefined) return quick;
  const { ino, birthtimeNs } = nodeFs().lstatSync(path, { bigint: true });
  return WINDOWS ? `${ino}` : `${ino}:${birthtimeNs}`;
}

function kindOf(found: Stats): EntryKind {
  if (found.isSymbolicLink()) return "link";
  if (found.isDirectory()) return "directory";
  return found.isFile() ? "file" : "other";
}

function openFile(path: string): InputFile {
  const quick = openLinuxDisk()?.openToRead(path);
  if (quick !== undefined) return { ...quick, readAt: (position, buffer) => readAt(path, quick, { position, buffer }) };
  const fs = nodeFs();
  const descriptor = fs.openSync(path, "r");
  return {
    size: fs.fstatSync(descriptor).size,
    readAt: (position, buffer) => attempt(path, () => fs.readSync(descriptor, buffer, 0, buffer.length, position)),
    close: () => fs.closeSync(descriptor),
  };
}

function readAt(
  path: string,
  file: ReadDescriptor,
  { position, buffer }: { readonly position: number; readonly buffer: Uint8Array },
): number {
  const count = file.readAt(position, buffer);
  if (count >= 0) return count;
  return attempt(path, () => nodeFs().readSync(file.number, buffer, 0, buffer.length, position));
}

function createFile(path: string, mode: number): OutputFile {
  const quick = openLinuxDisk();
  const made = quick?.create(path, mode) ?? -1;
  const descriptor = made >= 0 ? made : nodeFs().openSync(path, "wx", mode);
  return {
    write: (bytes) =>
      attempt(path, () => {
        let at = quick?.write(descriptor, bytes) ?? 0;
        while (at < bytes.length) at += nodeFs().writeSync(descriptor, bytes, at);
      }),
    close: () => attempt(path, () => (quick === undefined ? nodeFs().closeSync(descriptor) : quick.close(descriptor))),
  };
}

/** On Linux the C library's own calls: an install makes a thousand files. */
function createWith(path: string, mode: number, content: Uint8Array): void {
  if (openLinuxFiles()?.create(path, mode, content) === true) return;
  attempt(path, () => {
    const file = createFile(path, mode);
    try {
      file.write(content);
    } finally {
      file.close();
    }
  });
}

function writeDurably(path: string, content: string): void {
  replace(path, content, true);
  syncFolder(path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"))));
}

function replace(path: string, content: string, flush: boolean): void {
  const temporary = `${path}.${process.pid}.tmp`;
  if (openLinuxDisk()?.replace(path, temporary, encoder.encode(content), { mode: 0o666, flush }) === true) return;
  const fs = nodeFs();
  try {
    fs.writeFileSync(temporary, content, { flush });
    rename(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function syncFolder(path: string): void {
  if (!WINDOWS) sync(path, "r");
}

function syncVolume(path: string): boolean {
  const libc = openCLibrary({ syncfs: { args: ["i32"], returns: "i32" } });
  const fs = nodeFs();
  const descriptor = fs.openSync(path, "r");
  try {
    return libc?.symbols.syncfs(descriptor) === 0;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Some file systems cannot do this, and say EINVAL. */
function sync(path: string, flags: "r" | "r+"): void {
  if (openLinuxDisk()?.sync(path) === true) return;
  const fs = nodeFs();
  const descriptor = fs.openSync(path, flags);
  try {
    fs.fsyncSync(descriptor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}

function rename(from: string, to: string): void {
  if (openLinuxDisk()?.rename(from, to) === true) return;
  for (let waited = 0; ; waited += PAUSE) {
    try {
      return nodeFs().renameSync(from, to);
    } catch (error) {
      if (!WINDOWS || waited >= PATIENCE || !isDenied(hostError(error, from))) throw error;
      Bun.sleepSync(PAUSE);
    }
  }
}

/** Whether Windows denied it: a virus scanner has the file open, or another process uses the folder. */
function isDenied({ kind, detail }: HostError): boolean {
  return kind === "denied" || /busy/.test(detail);
}

/** Removes a file. Git's files are read-only, and Windows refuses to remove those. */
function remove(path: string): void {
  if (openLinuxDisk()?.remove(path) === true) return;
  const fs = nodeFs();
  const found = fs.lstatSync(path);
  if (found.isDirectory()) return fs.rmdirSync(path);
  if (WINDOWS && found.isFile()) fs.chmodSync(path, 0o666);
  if (WINDOWS && found.isSymbolicLink()) return removeWindowsLink(path);
  fs.unlinkSync(path);
}

/** Removes a link. Windows removes a link to a folder as a folder. */
function removeWindowsLink(path: string): void {
  try {
    nodeFs().rmdirSync(path);
  } catch {
    nodeFs().unlinkSync(path);
  }
}
