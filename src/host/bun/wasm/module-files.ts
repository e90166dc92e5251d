import type { IFs } from "@tybys/wasm-util";
import * as fs from "node:fs";
import { join } from "node:path";
import { openOwnFile, refuseLinks } from "./own-files.ts";
import { systemError } from "./wasi-errors.ts";

const IS_WINDOWS = process.platform === "win32";

/** The name under which the library knows a module's folder. It is absolute, and nothing of the system is there. */
export const ROOT = IS_WINDOWS ? "X:\\luff" : "/luff";
/** Numbers of open folders, which Windows cannot open as files. They are no numbers of the system. */
const FIRST_FOLDER = 1 << 24;
/** How many files and folders a module has open at most: the system bounds only files, and each costs memory of luff. */
const MOST_OPEN = 1024;
/** What a name on Windows cannot have, or what would lead to a stream or a device. */
const NOT_A_NAME = /[<>:"|?*\0-\x1f]|[. ]$|^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\..*)?$/i;

/** The bits of the library, which are Linux's, or on Windows those of libuv. */
const FLAGS = IS_WINDOWS
  ? { create: 0x100, exclusive: 0x400, truncate: 0x200, append: 0x8 }
  : { create: 0x40, exclusive: 0x80, truncate: 0x200, append: 0x400 };
const ACCESS = 3;
const READ_ONLY = 0;

/** The part of node:fs that the library needs, and what luff asks besides. */
export interface ModuleFiles extends IFs {
  /** The number of the file or folder that was opened since the last question; undefined if none was. */
  takeOpened(): number | undefined;
  /** Closes what is still open: Windows keeps a folder with an open file. */
  closeAll(): void;
}

/** The files below a folder; none if it is undefined. Errors are those of node:fs. */
export function createModuleFiles(folder: string | undefined): ModuleFiles {
  return new FolderFiles(folder) as unknown as ModuleFiles;
}

/**
 * The files of a module: those below one folder, and no others, whatever path it names. It cannot make links, and those that another process
 * makes are not followed, so that no path inside leads outside. Without a folder it has none.
 */
class FolderFiles {
  readonly #folder: string | undefined;
  readonly #folders = new Map<number, string>();
  readonly #opened = new Set<number>();
  #last = FIRST_FOLDER;
  #lastOpened: number | undefined;

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** Where a path leads, if a link there is meant itself. */
  #at(path: unknown): string {
    return placeOf(this.#folder, String(path), false);
  }

  /** Where a path leads, if the system would follow a link there. */
  #behind(path: unknown): string {
    return placeOf(this.#folder, String(path), true);
  }

  #file(number: number): number {
    if (this.#opened.has(number)) return number;
    throw systemError(this.#folders.has(number) ? "EISDIR" : "EBADF");
  }

  /** The library opens the folder itself with "r". */
  openSync(path: unknown, given: number | string, mode: number): number {
    const flags = typeof given === "number" ? given : READ_ONLY;
    const place = this.#behind(path);
    if (this.#folders.size + this.#opened.size >= MOST_OPEN) throw systemError("EMFILE");
    if (fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() === true) {
      if ((flags & ACCESS) !== 0) throw systemError("EISDIR");
      this.#folders.set(++this.#last, place);
      return (this.#lastOpened = this.#last);
    }
    const number = openOwnFile(this.#folder ?? "", place, { flags: systemFlags(flags), mode });
    this.#opened.add(number);
    return (this.#lastOpened = number);
  }

  takeOpened(): number | undefined {
    const number = this.#lastOpened;
    this.#lastOpened = undefined;
    return number;
  }

  closeAll(): void {
    this.#folders.clear();
    for (const number of this.#opened) this.closeSync(number);
  }

  /** Leaves the streams and files of luff alone. */
  closeSync(number: number): void {
    if (!this.#folders.delete(number) && this.#opened.delete(number)) fs.closeSync(number);
  }

  fstatSync(number: number, options?: fs.StatOptions): fs.Stats | fs.BigIntStats {
    const path = this.#folders.get(number);
    return path === undefined
      ? fs.fstatSync(number, options)
      : fs.lstatSync(path, { ...options, throwIfNoEntry: true });
  }

  readSync(number: number, bytes: Uint8Array, ...rest: [number, number, number | null]): number {
    return fs.readSync(this.#file(number), bytes, ...rest);
  }

  writeSync(number: number, bytes: Uint8Array, ...rest: [number, number, number | null]): number {
    return fs.writeSync(this.#file(number), bytes, ...rest);
  }

  ftruncateSync(number: number, size?: number): void {
    fs.ftruncateSync(this.#file(number), size);
  }

  fsyncSync(number: number): void {
    fs.fsyncSync(this.#file(number));
  }

  fdatasyncSync(number: number): void {
    fs.fdatasyncSync(this.#file(number));
  }

  futimesSync(number: number, accessed: number, modified: number): void {
    fs.futimesSync(this.#file(number), accessed, modified);
  }

  statSync(path: unknown, options?: fs.StatOptions): fs.Stats | fs.BigIntStats | undefined {
    return fs.statSync(this.#behind(path), options);
  }

  lstatSync(path: unknown, options?: fs.StatOptions): fs.Stats | fs.BigIntStats | undefined {
    return fs.lstatSync(this.#at(path), options);
  }

  utimesSync(path: unknown, accessed: number, modified: number): void {
    fs.utimesSync(this.#behind(path), accessed, modified);
  }

  mkdirSync(path: unknown, options?: fs.MakeDirectoryOptions): void {
    fs.mkdirSync(this.#at(path), options);
  }

  readdirSync(path: unknown, options: { withFileTypes: true }): fs.Dirent[] {
    return fs.readdirSync(this.#behind(path), options);
  }

  renameSync(from: unknown, to: unknown): void {
    fs.renameSync(this.#at(from), this.#at(to));
  }

  rmdirSync(path: unknown): void {
    fs.rmdirSync(this.#at(path));
  }

  unlinkSync(path: unknown): void {
    fs.unlinkSync(this.#at(path));
  }

  /** The library follows links by this, and none is there. */
  readlinkSync(path: unknown): never {
    fs.lstatSync(this.#at(path));
    throw systemError("EINVAL");
  }

  realpathSync(): string {
    return ROOT;
  }

  linkSync(): never {
    throw systemError("EPERM");
  }

  symlinkSync(): never {
    throw systemError("EPERM");
  }
}

/** Where a path of the library leads. It is absolute and has no `..` any more. */
function placeOf(folder: string | undefined, path: string, isFollowed: boolean): string {
  const isInside = path === ROOT || (path.startsWith(ROOT) && /^[/\\]/.test(path.slice(ROOT.length)));
  if (folder === undefined || !isInside || path.includes("\0")) throw systemError("EACCES");
  const names = path.slice(ROOT.length).split(IS_WINDOWS ? /[/\\]/ : "/");
  if (names.includes("..")) throw systemError("EACCES");
  if (IS_WINDOWS && names.some((name) => NOT_A_NAME.test(name))) throw systemError("EINVAL");
  const place = join(folder, ...names);
  refuseLinks(folder, place, { isFollowed });
  return place;
}

function systemFlags(flags: number): number {
  const { O_CREAT, O_EXCL, O_TRUNC, O_APPEND } = fs.constants;
  const meant = [
    [FLAGS.create, O_CREAT],
    [FLAGS.exclusive, O_EXCL],
    [FLAGS.truncate, O_TRUNC],
    [FLAGS.append, O_APPEND],
  ] as const;
  return meant.reduce((sum, [bit, own]) => ((flags & bit) === 0 ? sum : sum | own), flags & ACCESS);
}
