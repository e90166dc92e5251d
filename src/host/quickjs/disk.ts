import * as native from "qjs:host";
import { OPEN_CREATE, OPEN_EXCLUSIVE, OPEN_READ, OPEN_WRITE, SEEK_END, SEEK_SET } from "../descriptors.ts";
import type { Disk, DiskEntry, FileLock, InputFile, OutputFile } from "../disk.ts";
import { files } from "./files.ts";
import { makeFolders } from "./make-folders.ts";
import { random } from "./random.ts";
import { hostError } from "./system-error.ts";
import { toBytes, toText } from "./text.ts";

const WINDOWS = native.os === "windows";
const ENOENT = 2;
const EAGAIN = 11;
const EACCES = 13;
const EEXIST = 17;

/** How long to wait for what others hold, and how often to try, in milliseconds. */
const PATIENCE = 5000;
const PAUSE = 50;

/** Changes to the disk, with the C library. */
export const disk: Disk = {
  entry,
  entryIdentity,
  readLink: (path) => (WINDOWS ? files.realPath(path) : readLink(path)),
  makeFolders: (path) => makeFolders(path, 0o777),
  makeUniqueFolder,
  open: openFile,
  create: createFile,
  createWith,
  writeDurably,
  replace: (path, content) => replace(path, content, false),
  syncFile,
  syncFolder: (path) => void (WINDOWS || check(native.syncPath(toBytes(path)), path)),
  syncVolume: (path) => check(native.syncVolume(toBytes(path)), path) === 1,
  setMode: (path, mode) => void check(native.setMode(toBytes(path), mode), path),
  makeLink: (path, target) => void check(native.makeLink(toBytes(path), toBytes(target)), path),
  linkFolder: (path, target) => void check(native.linkFolder(toBytes(path), toBytes(target)), path),
  rename,
  remove,
  lock,
};

function check(result: number, path: string): number {
  if (result < 0) throw hostError(result, path);
  return result;
}

function entry(path: string): DiskEntry | undefined {
  const found = native.entry(toBytes(path));
  if (typeof found !== "number") return found;
  if (found === -ENOENT) return undefined;
  throw hostError(found, path);
}

function entryIdentity(path: string): string {
  const found = native.entryIdentity(toBytes(path));
  if (typeof found === "number") throw hostError(found, path);
  return toText(found);
}

function readLink(path: string): string {
  const target = native.readLink(toBytes(path));
  if (typeof target === "number") throw hostError(target, path);
  return toText(target);
}

function makeUniqueFolder(prefix: string): string {
  for (;;) {
    const suffix = Array.from(random.bytes(4), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const result = native.makeFolder(toBytes(prefix + suffix), 0o700);
    if (result !== -EEXIST) check(result, prefix);
    if (result >= 0) return prefix + suffix;
  }
}

function openFile(path: string): InputFile {
  const descriptor = check(native.open(toBytes(path), OPEN_READ, 0), path);
  return {
    size: check(native.seek(descriptor, 0, SEEK_END), path),
    readAt(position, buffer) {
      native.seek(descriptor, position, SEEK_SET);
      return check(native.read(descriptor, buffer, 0, buffer.length), path);
    },
    close: () => void native.close(descriptor),
  };
}

function createFile(path: string, mode: number): OutputFile {
  const descriptor = check(native.open(toBytes(path), OPEN_WRITE | OPEN_CREATE | OPEN_EXCLUSIVE, mode), path);
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length;) {
        at += check(native.write(descriptor, bytes, at, bytes.length - at), path);
      }
    },
    close: () => void native.close(descriptor),
  };
}

function createWith(path: string, mode: number, content: Uint8Array): void {
  const file = createFile(path, mode);
  try {
    file.write(content);
  } finally {
    file.close();
  }
}

function writeDurably(path: string, content: string): void {
  replace(path, content, true);
  disk.syncFolder(path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"))));
}

function replace(path: string, content: string, flush: boolean): void {
  const temporary = `${path}.${native.processId()}.tmp`;
  try {
    createWith(temporary, 0o666, toBytes(content));
    if (flush) syncFile(temporary);
    rename(temporary, path);
  } catch (error) {
    native.remove(toBytes(temporary));
    throw error;
  }
}

function syncFile(path: string): void {
  check(native.syncPath(toBytes(path)), path);
}

function rename(from: string, to: string): void {
  for (let waited = 0; ; waited += PAUSE) {
    const result = native.rename(toBytes(from), toBytes(to));
    if (result !== -EACCES || !WINDOWS || waited >= PATIENCE) return void check(result, from);
    native.sleep(PAUSE);
  }
}

/** Removes a file. Git's files are read-only, and Windows refuses to remove those. */
function remove(path: string): void {
  if (WINDOWS && entry(path)?.kind === "file") native.setMode(toBytes(path), 0o666);
  check(native.remove(toBytes(path)), path);
}

function lock(path: string, owner: string, patience: number): FileLock | undefined {
  for (let waited = 0; ; waited += PAUSE) {
    const taken = native.lock(toBytes(path), toBytes(owner));
    if (taken >= 0) return { release: () => native.unlock(taken) };
    if (taken !== -EAGAIN) throw hostError(taken, path);
    if (waited >= patience) return undefined;
    native.sleep(PAUSE);
  }
}
