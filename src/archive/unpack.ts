import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { ArchiveEntry } from "./archive-entry.ts";
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
  readonly names: readonly string[];
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
  entries: AsyncIterable<ArchiveEntry>,
  folder: string,
  counter: UnpackCounter,
): Promise<ReadonlyMap<string, UnpackedEntry> | undefined> {
  const known = new Map<string, Unpacked>();
  const links: Link[] = [];
  const made = new Map<string, UnpackedEntry>();
  /** The folders that entries are in, as they are written. */
  const folders = new Set([""]);
  const unpacking = { host, known, links, made, folder, counter, modes: new FileModes(host) };
  for await (const entry of entries) {
    counter.addEntry();
    const names = safePath(host.os, entry.path);
    if (names.length === 0) continue;
    const place = { names, name: names.join("/") };
    // Most entries are in a folder of another one, which need not be looked at again.
    const parent = place.name.slice(0, Math.max(0, place.name.lastIndexOf("/")));
    if (!folders.has(parent)) addParents(host, known, { names, folder, path: entry.path });
    folders.add(parent);
    if (!claim(unpacking, entry, place)) continue;
    // Most files are small: nothing has to be waited for.
    const whole = entry.kind === "file" ? entry.whole : undefined;
    if (whole === undefined) await unpackEntry(unpacking, entry, place);
    else writeWhole(unpacking, place, entry.mode, whole);
  }
  // Links come last, so that no entry is written through one.
  makeLinks(unpacking);
  setFolderModes(host, folder, [...known.values()]);
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

/** Where an entry goes: the names that lead to it, and the same with slashes between them. */
interface Place {
  readonly names: readonly string[];
  readonly name: string;
}

/** The path of a place in a folder. No name has a backslash. */
function pathIn({ host, folder }: Unpacking, { name }: Place): string {
  return host.os === "windows" ? `${folder}\\${name.replaceAll("/", "\\")}` : `${folder}/${name}`;
}

/** Requires that nothing else has an entry's path, and takes it. False for a folder that is there already. */
function claim({ host, known }: Unpacking, entry: ArchiveEntry, { names, name }: Place): boolean {
  const key = pathKey(host.os, name);
  const before = known.get(key);
  if (before !== undefined) requireSameCase(before, names, entry.path);
  if (entry.kind === "directory" && before?.kind === "directory") {
    known.set(key, { names, kind: "directory", mode: entry.mode });
    return false;
  }
  if (before !== undefined) throw archiveUnsafe(entry.path, "is there twice");
  known.set(key, { names, kind: entry.kind === "hard-link" ? "file" : entry.kind, mode: entry.mode & 0o777 });
  return true;
}

async function unpackEntry(unpacking: Unpacking, entry: ArchiveEntry, place: Place): Promise<void> {
  const { host, links } = unpacking;
  const { names } = place;
  switch (entry.kind) {
    case "directory":
      host.disk.makeFolders(pathIn(unpacking, place));
      return;
    case "link":
      links.push({ names, target: entry.target, leadsTo: safeLink(names, entry.target, entry.path), path: entry.path });
      return;
    case "hard-link":
      return copyEarlier(unpacking, entry, place);
    case "file":
      return writeFile(unpacking, place, entry.mode, entry.content);
  }
}

function requireSameCase(before: Unpacked, names: readonly string[], path: string): void {
  const [one, other] = [before.names.join("/"), names.join("/")];
  if (one !== other) throw archiveUnsafe(path, `has the same name on this system as ${JSON.stringify(one)}`);
}

/** Folders need no entry of their own. A parent that is a file or a link is refused. */
function addParents(
  host: UnpackHost,
  known: Map<string, Unpacked>,
  { names, folder, path }: { readonly names: readonly string[]; readonly folder: string; readonly path: string },
): void {
  for (let depth = 1; depth < names.length; depth++) {
    const parent = names.slice(0, depth);
    const key = pathKey(host.os, parent.join("/"));
    const before = known.get(key);
    if (before === undefined) {
      known.set(key, { names: parent, kind: "directory", mode: 0o755 });
      host.disk.makeFolders(pathStyle(host.os).join(folder, ...parent));
      continue;
    }
    requireSameCase(before, parent, path);
    if (before.kind === "directory") continue;
    throw archiveUnsafe(path, `lies below ${JSON.stringify(parent.join("/"))}, a ${before.kind}`);
  }
}

async function writeFile(
  unpacking: Unpacking,
  place: Place,
  wish: number,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  const { host, counter } = unpacking;
  const file = newFile(unpacking, place, wish);
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

function writeWhole(unpacking: Unpacking, place: Place, wish: number, content: Uint8Array): void {
  const { host, counter } = unpacking;
  counter.addBytes(content.length);
  const file = newFile(unpacking, place, wish);
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
function newFile(unpacking: Unpacking, place: Place, wish: number): NewFile {
  return { name: place.name, path: pathIn(unpacking, place), mode: (wish & 0o777 || 0o644) | 0o600 };
}

function finishFile({ made, modes }: Unpacking, { name, path, mode }: NewFile, sha256: string): void {
  modes.require(path, mode);
  made.set(name, { kind: "file", sha256, mode });
}

/**
 * A hard link names an earlier file of the archive; it becomes a copy, so that a later change of the other file does
 * not affect it.
 */
async function copyEarlier(unpacking: Unpacking, entry: ArchiveEntry, place: Place): Promise<void> {
  const { host, known, folder } = unpacking;
  const target = safePath(host.os, entry.target);
  const key = pathKey(host.os, target.join("/"));
  const earlier = known.get(key);
  if (earlier?.kind !== "file" || key === pathKey(host.os, place.name)) {
    throw archiveUnsafe(entry.path, `is a hard link to ${JSON.stringify(entry.target)}, which is not an earlier file`);
  }
  const bytes = readFileBlocks(host, pathStyle(host.os).join(folder, ...target));
  await writeFile(unpacking, place, earlier.mode, bytes);
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
function setFolderModes({ os, disk }: UnpackHost, folder: string, unpacked: readonly Unpacked[]): void {
  if (os === "windows") return;
  for (const { names, kind, mode } of unpacked) {
    if (kind === "directory") disk.setMode(pathStyle(os).join(folder, ...names), (mode & 0o777) | 0o700);
  }
}
