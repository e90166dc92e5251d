import type { UnpackedEntry } from "../../archive/unpack.ts";
import type { FileList, FileRecord } from "../receipt/file-list.ts";

/**
 * What `listFiles` would read of a folder in an archive that has just been unpacked. `folder` is its name with a slash after it, or ""
 * for the archive's root.
 */
export function listUnpacked(os: string, entries: ReadonlyMap<string, UnpackedEntry>, folder: string): FileList {
  const found: Record<string, FileRecord> = Object.create(null);
  for (const [path, entry] of entries) {
    if (!path.startsWith(folder)) continue;
    const name = path.slice(folder.length);
    if (name === ".git" || name.startsWith(".git/")) continue;
    found[name] = entry.kind === "link" ? entry : recordOf(os, entry);
  }
  return found;
}

function recordOf(os: string, { sha256, mode }: UnpackedEntry & { readonly kind: "file" }): FileRecord {
  return { kind: "file", sha256, executable: os !== "windows" && (mode & 0o100) !== 0 };
}
