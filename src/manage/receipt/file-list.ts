import { HostError } from "../../host/host-error.ts";
import type { DiskEntry } from "../../host/disk.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { sha256OfFile } from "./checksum.ts";
import { readBoundedText } from "./receipt.ts";

/** The facts about a file or a link in a plugin's folder. */
export type FileRecord =
  | { readonly kind: "file"; readonly sha256: string; readonly executable: boolean }
  | { readonly kind: "link"; readonly target: string };

/** The files and links of a folder by their paths with slashes, in byte order; folders are not listed. */
export type FileList = Readonly<Record<string, FileRecord>>;

type ListHost = Pick<Host, "os" | "files" | "disk" | "digests">;

/** Files of at most so many bytes are read at once. */
const SMALL = 1 << 18;

/** Reads all files below a folder, except git's own in `.git`. */
export async function listFiles(host: ListHost, folder: string): Promise<FileList> {
  const found: Record<string, FileRecord> = Object.create(null);
  for (const { name, full, entry } of walk(host, folder, "")) {
    if (entry.kind === "link") found[name] = { kind: "link", target: host.disk.readLink(full) };
    if (entry.kind !== "file") continue;
    const executable = host.os !== "windows" && (entry.mode & 0o100) !== 0;
    // Most files are small: nothing has to be waited for.
    const sha256 = entry.size > SMALL ? await sha256OfFile(host, full) : host.digests.sha256(host.files.read(full));
    found[name] = { kind: "file", sha256, executable };
  }
  return found;
}

/** What is in a folder: its path from there with slashes, and its full path. */
interface Found {
  readonly name: string;
  readonly full: string;
  readonly entry: DiskEntry;
}

/** The links of a folder by their paths with slashes, except git's own in `.git`. */
export function listLinks(host: Omit<ListHost, "digests">, folder: string): Readonly<Record<string, string>> {
  const links = [...walk(host, folder, "")].filter(({ entry }) => entry.kind === "link");
  return Object.fromEntries(links.map(({ name, full }) => [name, host.disk.readLink(full)]));
}

/** `above` is what stands before each name: "" at the top, otherwise it ends with a slash. */
function* walk(host: Omit<ListHost, "digests">, folder: string, above: string): Iterable<Found> {
  const { separator } = pathStyle(host.os);
  for (const each of host.files.list(folder)) {
    const name = above + each;
    if (name === ".git") continue;
    const full = `${folder}${separator}${each}`;
    const entry = host.disk.entry(full);
    if (entry?.kind === "directory") yield* walk(host, full, `${name}/`);
    else if (entry !== undefined) yield { name, full, entry };
  }
}

/** How a folder differs from a list of its files. */
export interface FileDifferences {
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  readonly added: readonly string[];
}

/** Compares the files with the recorded ones. */
export function compareFiles(recorded: FileList, found: FileList): FileDifferences {
  const names = Object.keys(recorded);
  return {
    changed: names.filter((name) => Object.hasOwn(found, name) && !isSame(recorded[name], found[name])),
    missing: names.filter((name) => !Object.hasOwn(found, name)),
    added: Object.keys(found).filter((name) => !Object.hasOwn(recorded, name)),
  };
}

function isSame(one: FileRecord | undefined, other: FileRecord | undefined): boolean {
  if (one?.kind === "file" && other?.kind === "file") {
    return one.sha256 === other.sha256 && one.executable === other.executable;
  }
  return one?.kind === "link" && other?.kind === "link" && one.target === other.target;
}

const MOST_LIST_BYTES = 64 * 1024 * 1024;

/** The list in a file that `JSON.stringify` wrote; undefined if there is none or it cannot be read. */
export function readFileList({ files }: Pick<Host, "files">, path: string): FileList | undefined {
  try {
    const parsed: unknown = JSON.parse(readBoundedText({ files }, path, MOST_LIST_BYTES) ?? "null");
    return typeof parsed === "object" && parsed !== null ? (parsed as FileList) : undefined;
  } catch (error) {
    if (error instanceof HostError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
