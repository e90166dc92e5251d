import * as native from "qjs:host";
import { OPEN_CREATE, OPEN_EXCLUSIVE, OPEN_READ, OPEN_TRUNCATE, OPEN_WRITE } from "../descriptors.ts";
import type { Files, FileStat, Permissions } from "../files.ts";
import { makeFolders } from "./make-folders.ts";
import { hostError } from "./system-error.ts";
import { toBytes, toText } from "./text.ts";

const ENOENT = 2;
const ENOTDIR = 20;

/** Files, with the C library. */
export const files: Files = {
  read: (path, limit) => required(native.readFile(toBytes(path), limit ?? Number.POSITIVE_INFINITY), path),
  readOwn: (path, limit) => required(native.readOwnFile(toBytes(path), limit), path),
  writeAtomically,
  writeOwn,
  list: (path) =>
    required(native.list(toBytes(path)), path)
      .map(toText)
      .sort(),
  stat,
  countAbsent,
  isReadable,
  permissions,
  realPath: (path) => toText(required(native.realPath(toBytes(path)), path)),
  identity: (path) => toText(required(native.identity(toBytes(path)), path)),
};

function required<T extends object>(result: T | number, path: string): T {
  if (typeof result === "number") throw hostError(result, path);
  return result;
}

function check(result: number, path: string): number {
  if (result < 0) throw hostError(result, path);
  return result;
}

function stat(path: string): FileStat | undefined {
  const found = native.stat(toBytes(path));
  if (typeof found !== "number") return found;
  if (found === -ENOENT || found === -ENOTDIR) return undefined;
  throw hostError(found, path);
}

/** Lists of paths as bytes. */
const listsOfPaths = new WeakMap<readonly string[], readonly Uint8Array[]>();

/** A path that fails for another reason is counted too: `stat` would throw, so that who searches goes on. */
function countAbsent(paths: readonly string[]): number {
  const names = listsOfPaths.get(paths) ?? paths.map(toBytes);
  listsOfPaths.set(paths, names);
  const first = names.findIndex((name) => typeof native.stat(name) !== "number");
  return first < 0 ? names.length : first;
}

/** A bit of `native.open` that scripts do not need: opening a pipe does not wait for a writer. */
const OPEN_WITHOUT_WAITING = 64;

/** Windows cannot open a folder as a file. */
function isReadable(path: string): boolean {
  const found = native.os === "windows" ? native.stat(toBytes(path)) : 0;
  if (typeof found === "object" && found.kind === "directory") return true;
  const descriptor = native.open(toBytes(path), OPEN_READ | OPEN_WITHOUT_WAITING, 0);
  if (descriptor >= 0) native.close(descriptor);
  return descriptor >= 0;
}

function permissions(path: string): Permissions | undefined {
  const bits = native.permissions(toBytes(path));
  return bits < 0 ? undefined : { mode: bits & 0o7777, noexec: (bits & 0o10000) !== 0 };
}

interface Creation {
  readonly bits: number;
  readonly permissions: number;
}

function writeAtomically(path: string, content: Uint8Array | string): void {
  makeFolderOf(path);
  const bytes = typeof content === "string" ? toBytes(content) : content;
  replaceFile(path, bytes, { bits: OPEN_TRUNCATE, permissions: 0o666 });
}

/** Where the folder is this user's alone, nobody else can have put a link at the temporary name. */
function writeOwn(path: string, content: Uint8Array): void {
  const folder = makeFolderOf(path);
  check(native.requireOwn(toBytes(folder)), folder);
  replaceFile(path, content, { bits: OPEN_EXCLUSIVE, permissions: 0o600 });
}

/** The path of a file's folder, which exists now. */
function makeFolderOf(path: string): string {
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")));
  if (folder !== "") makeFolders(folder, 0o700);
  return folder;
}

function replaceFile(path: string, content: Uint8Array, how: Creation): void {
  const temporary = `${path}.${native.processId()}.tmp`;
  try {
    writeWhole(temporary, content, how);
    check(native.rename(toBytes(temporary), toBytes(path)), path);
  } catch (error) {
    native.remove(toBytes(temporary));
    throw error;
  }
}

function writeWhole(path: string, content: Uint8Array, { bits, permissions: mode }: Creation): void {
  const descriptor = check(native.open(toBytes(path), OPEN_WRITE | OPEN_CREATE | bits, mode), path);
  try {
    for (let written = 0; written < content.length;) {
      written += check(native.write(descriptor, content, written, content.length - written), path);
    }
  } finally {
    native.close(descriptor);
  }
}
