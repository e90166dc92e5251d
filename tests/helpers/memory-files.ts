import { HostError } from "../../src/host/host-error.ts";
import type { Files, FileStat, Permissions } from "../../src/host/files.ts";
import { pathStyle } from "../../src/platform/path-style.ts";

/** The entry at a path: a file by its content, or something else by its kind. */
export type MemoryEntry =
  | string
  | Uint8Array
  | { readonly kind: "program"; readonly content?: string }
  /** A file with these permissions, which the caller may not execute unless it says so. */
  | {
      readonly kind: "barred";
      readonly permissions: Permissions;
      readonly executable?: boolean;
      readonly content?: string;
    }
  | { readonly kind: "directory" }
  | { readonly kind: "other" }
  | { readonly kind: "link"; readonly target: string }
  /** Can be seen, but not read or entered. */
  | { readonly kind: "denied" };

export interface MemoryFiles extends Files {
  /** Adds an entry at a path, with its folders, regardless of the folder's permissions. */
  put(path: string, entry: MemoryEntry): void;
  /** All paths of files, as they were written. */
  paths(): string[];
  /** The entry at a path; a link is not followed, but those on the way to it are. */
  at(path: string): MemoryEntry | undefined;
}

export interface MemoryFilesOptions {
  readonly os: string;
  readonly workingDirectory: string;
  /** Folders in which (and below which) no file can be made. */
  readonly readOnly?: readonly string[];
}

interface Node {
  readonly path: string;
  readonly entry: MemoryEntry;
}

const MOST_LINKS = 40;

/** Files in memory, with the paths of an operating system; on Windows the case of names does not matter. */
export function createMemoryFiles(options: MemoryFilesOptions): MemoryFiles {
  const style = pathStyle(options.os);
  const nodes = new Map<string, Node>();
  const key = (path: string): string => (options.os === "windows" ? path.toLowerCase() : path);
  const absolute = (path: string): string =>
    style.isAbsolute(path) ? style.join(path) : style.join(options.workingDirectory, path);
  const put = (path: string, entry: MemoryEntry): void => {
    const full = absolute(path);
    const parent = style.directory(full);
    if (parent !== full && !nodes.has(key(parent))) put(parent, { kind: "directory" });
    nodes.set(key(full), { path: full, entry });
  };

  /** The node at a path after links were followed; the path's own folders are followed too. */
  const resolve = (path: string, links = 0): Node => {
    if (links > MOST_LINKS) throw new HostError("too-many-links", path, "too many levels of symbolic links");
    const full = absolute(path);
    const parent = style.directory(full);
    const folder = parent === full ? undefined : resolve(parent, links);
    if (folder !== undefined) requireEntered(folder, path);
    const real = folder === undefined ? full : style.join(folder.path, style.base(full));
    const node =
      nodes.get(key(real)) ?? (folder === undefined ? { path: full, entry: { kind: "directory" } } : undefined);
    if (node === undefined) throw new HostError("not-found", path, "no such file or directory");
    if (!isKind(node.entry, "link")) return node;
    const { target } = node.entry;
    return resolve(style.isAbsolute(target) ? target : style.join(style.directory(real), target), links + 1);
  };

  const writeAtomically: Files["writeAtomically"] = (path, content) => {
    const full = absolute(path);
    if (options.readOnly?.some((folder) => full.startsWith(folder)) === true) {
      throw new HostError("other", path, "read-only file system");
    }
    for (let folder = style.directory(full); ; folder = style.directory(folder)) {
      const above = nodes.get(key(folder));
      if (above !== undefined) requireEntered(above, path);
      if (folder === style.directory(folder)) break;
    }
    if (isKind(nodes.get(key(full))?.entry ?? "", "directory")) {
      throw new HostError("is-a-directory", path, "is a directory");
    }
    put(full, typeof content === "string" ? content : content.slice());
  };

  return {
    put,
    at(path) {
      const full = absolute(path);
      try {
        return nodes.get(key(style.join(resolve(style.directory(full)).path, style.base(full))))?.entry;
      } catch (error) {
        if (error instanceof HostError) return undefined;
        throw error;
      }
    },
    paths: () => [...nodes.values()].filter(({ entry }) => statOf(entry).kind === "file").map(({ path }) => path),
    read(path, limit) {
      const bytes = contentOf(resolve(path), path);
      return limit === undefined ? bytes : bytes.slice(0, limit);
    },
    readOwn(path, limit) {
      const { entry } = resolve(path);
      requireOwn(entry, path, options.os);
      return contentOf({ path, entry }, path).slice(0, limit);
    },
    writeAtomically,
    writeOwn(path, content) {
      const folder = style.directory(absolute(path));
      const node = nodes.get(key(folder));
      if (node !== undefined) requireOwn(node.entry, folder, options.os);
      writeAtomically(path, content);
    },
    list(path) {
      const folder = resolve(path);
      requireEntered(folder, path);
      const inside = [...nodes.values()].filter(
        (node) => node !== folder && style.directory(node.path) === folder.path,
      );
      return inside.map((node) => style.base(node.path)).sort((a, b) => (a < b ? -1 : 1));
    },
    stat(path) {
      try {
        return statOf(resolve(path).entry, options.os);
      } catch (error) {
        if (error instanceof HostError && /^not-(found|a-directory)$/.test(error.kind)) return undefined;
        throw error;
      }
    },
    isReadable(path) {
      try {
        return !isKind(resolve(path).entry, "denied");
      } catch {
        return false;
      }
    },
    permissions(path) {
      if (options.os === "windows") return undefined;
      try {
        return permissionsOf(resolve(path).entry);
      } catch {
        return undefined;
      }
    },
    realPath: (path) => resolve(path).path,
    identity: (path) => key(resolve(path).path),
  };
}

function isKind<Kind extends string>(entry: MemoryEntry, kind: Kind): entry is Extract<MemoryEntry, { kind: Kind }> {
  return typeof entry === "object" && "kind" in entry && entry.kind === kind;
}

function requireEntered({ entry }: Node, path: string): void {
  if (isKind(entry, "denied")) throw new HostError("denied", path, "permission denied");
  if (!isKind(entry, "directory")) throw new HostError("not-a-directory", path, "not a directory");
}

/** Whether nobody else may write to an entry; all belong to one user. */
function requireOwn(entry: MemoryEntry, path: string, os: string): void {
  if (os !== "windows" && (permissionsOf(entry).mode & 0o022) !== 0) {
    throw new HostError("denied", path, "another user can write to it");
  }
}

function contentOf({ entry }: Node, path: string): Uint8Array {
  if (isKind(entry, "denied")) throw new HostError("denied", path, "permission denied");
  if (isKind(entry, "directory")) throw new HostError("is-a-directory", path, "is a directory");
  if (typeof entry === "string") return new TextEncoder().encode(entry);
  if (entry instanceof Uint8Array) return entry;
  return new TextEncoder().encode("content" in entry ? entry.content : "");
}

function statOf(entry: MemoryEntry, os = "linux"): FileStat {
  if (isKind(entry, "directory")) return { kind: "directory", size: 0, executable: os !== "windows", modified: 0 };
  if (isKind(entry, "other") || isKind(entry, "link")) {
    return { kind: "other", size: 0, executable: false, modified: 0 };
  }
  const executable =
    os === "windows" || isKind(entry, "program") || (isKind(entry, "barred") && entry.executable === true);
  if (isKind(entry, "denied")) return { kind: "file", size: 0, executable, modified: 0 };
  return { kind: "file", size: contentOf({ path: "", entry }, "").length, executable, modified: 0 };
}

function permissionsOf(entry: MemoryEntry): Permissions {
  if (isKind(entry, "barred")) return entry.permissions;
  if (isKind(entry, "denied")) return { mode: 0, noexec: false };
  const mode = isKind(entry, "program") || isKind(entry, "directory") ? 0o755 : 0o644;
  return { mode, noexec: false };
}
