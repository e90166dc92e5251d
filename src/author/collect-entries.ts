import { readFileBlocks } from "../archive/unpack.ts";
import type { NewEntry } from "../archive/write-tar.ts";
import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { type IsIgnored, VERSION_CONTROL } from "./ignore-file.ts";

type TreeHost = Pick<Host, "os" | "files" | "disk">;

export interface CollectRequest {
  /** The plugin's folder, with all links resolved. */
  readonly root: string;
  /** The folder in the archive that contains everything. */
  readonly top: string;
  readonly isIgnored: IsIgnored;
  /** Absolute paths that are left out: the package itself. */
  readonly without: readonly string[];
}

export interface CollectedEntries {
  /** Each folder before what is in it, and names in the order of their bytes. */
  readonly entries: readonly NewEntry[];
  /** Paths of sockets, pipes and devices, which an archive cannot have. */
  readonly left: readonly string[];
}

/**
 * What belongs into a package of a plugin's folder. Links are kept, and none may lead out of the folder. Throws AppError
 * "archive-unsafe", and HostError.
 */
export function collectEntries(host: TreeHost, request: CollectRequest): CollectedEntries {
  const entries: NewEntry[] = [folderEntry(request.top)];
  const left: string[] = [];
  collectFolder({ host, request, entries, left }, []);
  return { entries, left };
}

interface Collecting {
  readonly host: TreeHost;
  readonly request: CollectRequest;
  readonly entries: NewEntry[];
  readonly left: string[];
}

function collectFolder(collecting: Collecting, names: readonly string[]): void {
  const { host, request } = collecting;
  const { join } = pathStyle(host.os);
  for (const name of host.files.list(join(request.root, ...names))) {
    if (!VERSION_CONTROL.has(name)) collectEntry(collecting, [...names, name]);
  }
}

function collectEntry(collecting: Collecting, names: readonly string[]): void {
  const { host, request, entries, left } = collecting;
  const path = pathStyle(host.os).join(request.root, ...names);
  const entry = host.disk.entry(path);
  const inner = names.join("/");
  if (entry === undefined || request.without.includes(path)) return;
  if (request.isIgnored(inner, entry.kind === "directory")) return;
  const inArchive = `${request.top}/${inner}`;
  switch (entry.kind) {
    case "directory":
      entries.push(folderEntry(inArchive));
      collectFolder(collecting, names);
      return;
    case "link":
      entries.push({ ...folderEntry(inArchive), kind: "link", target: linkTarget(host, request.root, names) });
      return;
    case "file": {
      const isExecutable = host.os === "windows" ? beginsAsProgram(host, path) : (entry.mode & 0o100) !== 0;
      const content = (): AsyncIterable<Uint8Array> => readFileBlocks(host, path);
      entries.push({ path: inArchive, kind: "file", isExecutable, size: entry.size, target: "", content });
      return;
    }
    case "other":
      left.push(inner);
  }
}

function folderEntry(path: string): NewEntry {
  return { path, kind: "directory", isExecutable: false, size: 0, target: "", content: () => [] };
}

/** Where a link leads, from its own folder. Windows shows where it leads in the end, as an absolute path. */
function linkTarget(host: TreeHost, root: string, names: readonly string[]): string {
  const style = pathStyle(host.os);
  const path = style.join(root, ...names);
  const written = host.disk.readLink(path);
  const folder = style.join(root, ...names.slice(0, -1));
  const absolute = style.absolute(folder, written);
  const isInside = absolute === root || absolute.startsWith(root + style.separator);
  if (!isInside || (host.os !== "windows" && style.isAbsolute(written))) {
    throw new AppError(
      "archive-unsafe",
      `the link ${names.join("/")} leads out of the plugin's folder, to ${written}`,
      {
        hint: "Make the link lead to a file of the plugin by a relative path, or name it in .luffignore.",
      },
    );
  }
  if (host.os !== "windows") return written;
  const leadsTo = absolute.slice(root.length + 1).split(style.separator);
  return [...names.slice(0, -1).map(() => ".."), ...leadsTo].join("/");
}

/** The beginnings of scripts, of ELF files and of Mach-O files of either byte order and of several architectures. */
const PROGRAM_STARTS = ["2321", "7f454c46", "cffaedfe", "cefaedfe", "feedfacf", "feedface", "cafebabe"];

/** Windows has no bit for programs, so a file's first bytes decide whether it is one on other systems. */
function beginsAsProgram({ files }: Pick<Host, "files">, path: string): boolean {
  const start = Array.from(files.read(path, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return PROGRAM_STARTS.some((each) => start.startsWith(each));
}
