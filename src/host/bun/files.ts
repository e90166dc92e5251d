import type { Stats } from "node:fs";
import { HostError } from "../host-error.ts";
import type { FileKind, Files, FileStat } from "../files.ts";
import { openLinuxDisk } from "./linux-disk.ts";
import { openLinuxFiles } from "./linux-files.ts";
import { nodeFs } from "./node-fs.ts";
import { readPermissions } from "./permissions.ts";
import { hostError } from "./system-error.ts";

const encoder = new TextEncoder();
/** The bits of a mode that let the group and all others write. */
const OTHERS_MAY_WRITE = 0o022;

/** Files, with node:fs. On Linux, what every start needs uses the C library and does not load node:fs. */
export function createFiles(os: string): Files {
  return {
    read: (path, limit) => attempt(path, () => read(path, limit)),
    readOwn: (path, limit) => attempt(path, () => readOwn(path, limit, os)),
    writeAtomically: (path, content) => attempt(path, () => writeAtomically(path, content)),
    writeOwn: (path, content) => attempt(path, () => writeOwn(path, content, os)),
    list: (path) => attempt(path, () => (openLinuxDisk()?.list(path) ?? nodeFs().readdirSync(path)).sort()),
    listLinks: (path) => openLinuxDisk()?.listLinks(path),
    stat: (path) => stat(path, os),
    countAbsent: (paths) => openLinuxFiles()?.countAbsent(paths) ?? 0,
    isReadable: (path) => openLinuxFiles()?.isReadable(path) ?? isReadable(path, os),
    permissions: (path) => readPermissions(path, os),
    realPath: (path) => openLinuxFiles()?.realPath(path) ?? attempt(path, () => nodeFs().realpathSync(path)),
    identity: (path) => attempt(path, () => identity(path)),
  };
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw hostError(error, path);
  }
}

function read(path: string, limit: number | undefined): Uint8Array {
  const quick = limit === undefined ? readWhole(path) : openLinuxFiles()?.read(path, limit);
  if (quick === "absent") throw new HostError("not-found", path, "no such file or directory");
  if (quick !== undefined) return quick;
  return limit === undefined ? nodeFs().readFileSync(path) : readUpTo(path, limit);
}

/** Leaves a pipe to node:fs, which waits for bytes that are not there yet. */
function readWhole(path: string): Uint8Array | "absent" | undefined {
  const stat = openLinuxFiles()?.stat(path);
  const mayBeRead = stat === "absent" || stat?.kind === "file";
  return mayBeRead ? openLinuxFiles()?.read(path, Number.POSITIVE_INFINITY) : undefined;
}

function readOwn(path: string, limit: number, os: string): Uint8Array {
  const quick = openLinuxFiles()?.read(path, limit, true);
  if (quick === "absent") throw new HostError("not-found", path, "no such file or directory");
  return quick ?? readUpTo(path, limit, (stats) => requireOwn(path, stats, os));
}

/** A file that has grown meanwhile, or whose size the system does not know. */
function grown(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return larger;
}

/** Throws HostError "denied" if others than this user and root can change what was found. */
function requireOwn(path: string, { uid, mode }: Stats, os: string): void {
  if (os === "windows") return;
  if ((uid !== 0 && uid !== process.geteuid?.()) || (mode & OTHERS_MAY_WRITE) !== 0) {
    throw new HostError("denied", path, "another user can write to it");
  }
}

function readUpTo(path: string, limit: number, check?: (stats: Stats) => void): Uint8Array {
  const fs = nodeFs();
  const descriptor = fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  try {
    const stats = fs.fstatSync(descriptor);
    check?.(stats);
    // What is read in one go to its end needs no more memory than that. The size of what is no file says nothing.
    let bytes = new Uint8Array(stats.isFile() ? Math.min(limit, stats.size + 1) : limit);
    for (let length = 0; ;) {
      const count = fs.readSync(descriptor, bytes, length, bytes.length - length, null);
      length += count;
      if (count === 0 || length === limit) return bytes.subarray(0, length);
      if (length === bytes.length) bytes = grown(bytes, limit);
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

function writeAtomically(path: string, content: Uint8Array | string): void {
  makeFolderOf(path);
  replaceFile(path, content, { isNew: false, mode: 0o666 });
}

/** Where the folder is this user's alone, nobody else can have put a link at the temporary name. */
function writeOwn(path: string, content: Uint8Array, os: string): void {
  const folder = makeFolderOf(path);
  if (openLinuxFiles()?.isOwn(folder) !== true) requireOwn(folder, nodeFs().statSync(folder), os);
  replaceFile(path, content, { isNew: true, mode: 0o600 });
}

/** The path of a file's folder, which exists now. */
function makeFolderOf(path: string): string {
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")));
  if (folder === "" || openLinuxDisk()?.makeFolders(folder, 0o700) === true) return folder;
  nodeFs().mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function replaceFile(
  path: string,
  content: Uint8Array | string,
  { isNew, mode }: { readonly isNew: boolean; readonly mode: number },
): void {
  const temporary = `${path}.${process.pid}.tmp`;
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  if (openLinuxDisk()?.replace(path, temporary, bytes, { mode, isNew }) === true) return;
  const fs = nodeFs();
  try {
    fs.writeFileSync(temporary, content, { flag: isNew ? "wx" : "w", mode });
    fs.renameSync(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function stat(path: string, os: string): FileStat | undefined {
  const quick = openLinuxFiles()?.stat(path);
  if (quick !== undefined) return quick === "absent" ? undefined : quick;
  try {
    const found = nodeFs().statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    const kind = kindOf(found);
    const executable = os === "windows" ? kind === "file" : isExecutable(path);
    return { kind, size: found.size, executable, modified: found.mtimeMs };
  } catch (error) {
    const failure = hostError(error, path);
    if (failure.kind === "not-found" || failure.kind === "not-a-directory") return undefined;
    throw failure;
  }
}

/** The device and the file's number on it. Some file systems on Windows have no numbers; then the path. */
function identity(path: string): string {
  const { dev, ino } = nodeFs().statSync(path, { bigint: true });
  return ino === 0n ? nodeFs().realpathSync.native(path) : `${dev}:${ino}`;
}

/** Opens a pipe without waiting for a writer. Windows cannot open a folder as a file. */
function isReadable(path: string, os: string): boolean {
  const fs = nodeFs();
  try {
    if (os === "windows" && fs.statSync(path).isDirectory()) return true;
    fs.closeSync(fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0)));
    return true;
  } catch {
    return false;
  }
}

function kindOf(found: Stats): FileKind {
  if (found.isFile()) return "file";
  return found.isDirectory() ? "directory" : "other";
}

function isExecutable(path: string): boolean {
  try {
    nodeFs().accessSync(path, nodeFs().constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
