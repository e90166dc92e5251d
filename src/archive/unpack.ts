import type { Host } from "../host/host.ts";
import { forEachEntry, type ArchiveEntries, type ArchiveEntry } from "./archive-entry.ts";
import { archiveUnsafe } from "./archive-fault.ts";
import { digestOf } from "./digest-of.ts";
import { makeLinks, type Link } from "./make-links.ts";
import { FileModes } from "./file-modes.ts";
import { pathKey, safeLink, safePath } from "./safe-path.ts";
import type { UnpackCounter } from "./unpack-limits.ts";

type UnpackHost = Pick<Host, "os" | "disk" | "files" | "digests">;

/** A file or a link as it was unpacked. */
export type UnpackedEntry =
  | { readonly kind: "file"; readonly sha256: string; readonly mode: number }
  | { readonly kind: "link"; readonly target: string };

/** The facts about an unpacked path. */
interface Unpacked {
  /** The path, with slashes. */
  readonly name: string;
  readonly kind: "file" | "directory" | "link";
  readonly mode: number;
}

/**
 * Unpacks entries into an empty folder: nothing leaves it, and nothing is written through a link. Keeps modes, except
 * the bits that give a program another user's rights. Returns the files and links by their paths with slashes, so that
 * nobody has to read them again; undefined if links became copies. Throws AppError "archive-unsafe" at the first entry
 * that may not be.
 */
export async function unpack(
  host: UnpackHost,
  entries: ArchiveEntries,
  folder: string,
  counter: UnpackCounter,
): Promise<ReadonlyMap<string, UnpackedEntry> | undefined> {
  const known = new Map<string, Unpacked>();
  const links: Link[] = [];
  const made = new Map<string, UnpackedEntry>();
  /** The folders that entries are in, as they are written. */
  const folders = new Set([""]);
  const unpacking = { host, known, links, made, folder, counter, modes: new FileModes(host) };
  await forEachEntry(entries, (entry) => {
    counter.addEntry();
    const name = safePath(host.os, entry.path);
    if (name === "") return undefined;
    // Most entries are in a folder of another one, which need not be looked at again.
    const parent = name.slice(0, Math.max(0, name.lastIndexOf("/")));
    if (!folders.has(parent)) {
      addParents(unpacking, parent, entry.path);
      folders.add(parent);
    }
    if (!claim(unpacking, entry, name)) return undefined;
    // Most files are small: nothing has to be waited for.
    const whole = entry.kind === "file" ? entry.whole : undefined;
    return whole === undefined ? unpackEntry(unpacking, entry, name) : writeWhole(unpacking, name, entry.mode, whole);
  });
  // Links come last, so that no entry is written through one.
  makeLinks(unpacking);
  setFolderModes(unpacking);
  if (host.os === "windows" && links.length > 0) return undefined;
  for (const { names, target } of links) made.set(names.join("/"), { kind: "link", target });
  return made;
}

interface Unpacking {
  readonly host: UnpackHost;
  readonly known: Map<string, Unpacked>;
  readonly links: Link[];
  readonly made: Map<string, UnpackedEntry>;
  readonly folder: string;
  readonly counter: UnpackCounter;
  readonly modes: FileModes;
}

/** The path of an entry in the folder. No name in it has a backslash. */
function pathIn({ host, folder }: Unpacking, name: string): string {
  return host.os === "windows" ? `${folder}\\${name.replaceAll("/", "\\")}` : `${folder}/${name}`;
}

/** Requires that nothing else has an entry's path, and takes it. False for a folder that is there already. */
function claim({ host, known }: Unpacking, entry: ArchiveEntry, name: string): boolean {
  const key = pathKey(host.os, name);
  const before = known.get(key);
  if (before !== undefined) requireSameCase(before, name, entry.path);
  if (entry.kind === "directory" && before?.kind === "directory") {
    known.set(key, { name, kind: "directory", mode: entry.mode });
    return false;
  }
  if (before !== undefined) throw archiveUnsafe(entry.path, "is there twice");
  known.set(key, { name, kind: entry.kind === "hard-link" ? "file" : entry.kind, mode: entry.mode & 0o777 });
  return true;
}

async function unpackEntry(unpacking: Unpacking, entry: ArchiveEntry, name: string): Promise<void> {
  const { host, links } = unpacking;
  switch (entry.kind) {
    case "directory":
      host.disk.makeFolders(pathIn(unpacking, name));
      return;
    case "link": {
      const names = name.split("/");
      links.push({ names, target: entry.target, leadsTo: safeLink(names, entry.target, entry.path), path: entry.path });
      return;
    }
    case "hard-link":
      return copyEarlier(unpacking, entry, name);
    case "file":
      return writeFile(unpacking, name, entry.mode, entry.content);
  }
}

function requireSameCase(before: Unpacked, name: string, path: string): void {
  if (before.name === name) return;
  throw archiveUnsafe(path, `has the same name on this system as ${JSON.stringify(before.name)}`);
}

/** Makes a folder of an entry, and those around it: they need no entry of their own. One that is a file or a link is refused. */
function addParents(unpacking: Unpacking, folder: string, path: string): void {
  const { host, known } = unpacking;
  for (let end = 0; end < folder.length;) {
    const next = folder.indexOf("/", end + 1);
    end = next < 0 ? folder.length : next;
    const parent = folder.slice(0, end);
    const key = pathKey(host.os, parent);
    const before = known.get(key);
    if (before === undefined) {
      known.set(key, { name: parent, kind: "directory", mode: 0o755 });
      host.disk.makeFolders(pathIn(unpacking, parent));
      continue;
    }
    requireSameCase(before, parent, path);
    if (before.kind !== "directory") {
      throw archiveUnsafe(path, `lies below ${JSON.stringify(parent)}, a ${before.kind}`);
    }
  }
}

async function writeFile(
  unpacking: Unpacking,
  name: string,
  wish: number,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  const { host, counter } = unpacking;
  const file = newFile(unpacking, name, wish);
  const output = host.disk.create(file.path, file.mode);
  let sha256: string;
  try {
    sha256 = await digestOf(host, content, (bytes) => {
      counter.addBytes(bytes.length);
      output.write(bytes);
    });
  } finally {
    output.close();
  }
  finishFile(unpacking, file, sha256);
}

function writeWhole(unpacking: Unpacking, name: string, wish: number, content: Uint8Array): undefined {
  const { host, counter } = unpacking;
  counter.addBytes(content.length);
  const file = newFile(unpacking, name, wish);
  host.disk.createWith(file.path, file.mode, content);
  finishFile(unpacking, file, host.digests.sha256(content));
}

/** A file that is being unpacked. */
interface NewFile {
  readonly name: string;
  readonly path: string;
  readonly mode: number;
}

/** Its owner must be able to read it, for checksums, and to write it, for updates. An entry without any mode gets the usual one. */
function newFile(unpacking: Unpacking, name: string, wish: number): NewFile {
  return { name, path: pathIn(unpacking, name), mode: (wish & 0o777 || 0o644) | 0o600 };
}

function finishFile({ made, modes }: Unpacking, { name, path, mode }: NewFile, sha256: string): void {
  modes.require(path, mode);
  made.set(name, { kind: "file", sha256, mode });
}

/**
 * A hard link names an earlier file of the archive; it becomes a copy, so that a later change of the other file does
 * not affect it.
 */
async function copyEarlier(unpacking: Unpacking, entry: ArchiveEntry, name: string): Promise<void> {
  const { host, known } = unpacking;
  const target = safePath(host.os, entry.target);
  const key = pathKey(host.os, target);
  const earlier = known.get(key);
  if (earlier?.kind !== "file" || key === pathKey(host.os, name)) {
    throw archiveUnsafe(entry.path, `is a hard link to ${JSON.stringify(entry.target)}, which is not an earlier file`);
  }
  await writeFile(unpacking, name, earlier.mode, readFileBlocks(host, pathIn(unpacking, target)));
}

/** Bytes that are read at once: at most, and of small files, to see their end as well. */
const BLOCK = 1 << 18;
const SMALL_BLOCK = 1 << 12;

/** The bytes of a file on the disk. */
export async function* readFileBlocks({ disk }: Pick<Host, "disk">, path: string): AsyncIterable<Uint8Array> {
  const file = disk.open(path);
  try {
    for (let at = 0; ;) {
      const buffer = new Uint8Array(Math.min(BLOCK, Math.max(SMALL_BLOCK, file.size - at)));
      const count = file.readAt(at, buffer);
      if (count === 0) return;
      at += count;
      yield buffer.subarray(0, count);
    }
  } finally {
    file.close();
  }
}

/** Folders get their modes when they are complete; their owner can always change them. */
function setFolderModes(unpacking: Unpacking): void {
  const { host, known } = unpacking;
  if (host.os === "windows") return;
  for (const { name, kind, mode } of known.values()) {
    if (kind === "directory") host.disk.setMode(pathIn(unpacking, name), (mode & 0o777) | 0o700);
  }
}
