import type { Stats } from "node:fs";
import type { Entries, EntryStatus } from "../entries.ts";
import { errorNumber } from "./error-number.ts";
import { nodeFs } from "./node-fs.ts";
import { systemPath } from "./streams/descriptors.ts";

const WINDOWS = process.platform === "win32";
const ENOENT = 2;

/** Files, folders and links by paths that are bytes, with node:fs. */
export const entries: Entries = {
  status: (path, followsLinks) =>
    attempt(path, (fs, file) => statusOf(followsLinks ? fs.statSync(file) : fs.lstatSync(file))),
  list: (path) => attempt(path, (fs, file) => fs.readdirSync(file, { encoding: "buffer" })),
  makeFolder: (path, permissions) => change(path, (fs, file) => fs.mkdirSync(file, permissions)),
  setMode: (path, mode) => change(path, (fs, file) => fs.chmodSync(file, mode)),
  makeLink: (path, target, toFolder) =>
    change(path, (fs, file) => fs.symlinkSync(systemPath(target), file, toFolder ? "junction" : "file")),
  readLink: (path) =>
    attempt(path, (fs, file) =>
      toBytes(WINDOWS ? fs.realpathSync.native(file) : fs.readlinkSync(file, { encoding: "buffer" })),
    ),
  setTimes: (path, accessed, modified) =>
    change(path, (fs, file) => fs.utimesSync(file, accessed / 1000, modified / 1000)),
  workingFolder: () => attempt(undefined, () => Buffer.from(process.cwd())),
  changeFolder: (path) => change(path, (_, file) => process.chdir(file.toString())),
};

/** Bun treats an empty path differently from the system. */
function attempt<T>(
  path: Uint8Array | undefined,
  action: (fs: ReturnType<typeof nodeFs>, file: string | Buffer) => T,
): T | number {
  if (path?.length === 0) return -ENOENT;
  try {
    return action(nodeFs(), systemPath(path ?? new Uint8Array()));
  } catch (error) {
    return errorNumber(error);
  }
}

function change(path: Uint8Array, action: (fs: ReturnType<typeof nodeFs>, file: string | Buffer) => unknown): number {
  const result = attempt(path, action);
  return typeof result === "number" && result < 0 ? result : 0;
}

function toBytes(value: string | Buffer): Uint8Array {
  return typeof value === "string" ? Buffer.from(value) : value;
}

function statusOf(found: Stats): EntryStatus {
  return {
    kind: kindOf(found),
    size: WINDOWS && found.isDirectory() ? 0 : found.size,
    mode: found.mode & 0o7777,
    modified: found.mtimeMs,
    accessed: found.atimeMs,
    changed: found.ctimeMs,
    device: found.dev,
    number: found.ino,
    links: found.nlink,
    owner: found.uid,
    group: found.gid,
  };
}

function kindOf(found: Stats): string {
  if (found.isFile()) return "file";
  if (found.isDirectory()) return "directory";
  if (found.isSymbolicLink()) return "link";
  if (found.isFIFO()) return "named pipe";
  if (found.isSocket()) return "socket";
  if (found.isCharacterDevice()) return "char device";
  return found.isBlockDevice() ? "block device" : "other";
}
