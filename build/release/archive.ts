import { gzipSync, zipSync, type Zippable } from "fflate";
import { packTar } from "modern-tar";
import { executableSuffix, targetFile, type Target } from "../targets.ts";

/** A file of an archive; its name may have folders before it. */
export interface ArchivedFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly executable?: true;
}

const LEVEL = 9;

/** The name of a target's archive: `luff-linux-amd64.tar.gz`, `luff-windows-amd64.zip`. */
export function archiveFile(target: Target): string {
  const suffix = executableSuffix(target.os);
  const stem = targetFile(target).slice(0, -suffix.length || undefined);
  return `${stem}${target.os === "windows" ? ".zip" : ".tar.gz"}`;
}

/**
 * Packs files in the format of the archive's name. The same files and time give the same bytes on every machine, in
 * every time zone, for every user and order of the files: all have the given time, the owner is root, the modes are 755
 * and 644.
 */
export async function packArchive(name: string, files: readonly ArchivedFile[], time: Date): Promise<Uint8Array> {
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return name.endsWith(".zip") ? packZip(sorted, time) : packTarball(sorted, time);
}

async function packTarball(files: readonly ArchivedFile[], time: Date): Promise<Uint8Array> {
  const entries = files.map((file) => ({
    header: {
      name: file.name,
      size: file.content.length,
      type: "file" as const,
      mode: modeOf(file),
      mtime: time,
      uid: 0,
      gid: 0,
      uname: "root",
      gname: "root",
    },
    body: file.content,
  }));
  // For gzip an mtime of 0 means none.
  return gzipSync(await packTar(entries), { level: LEVEL, mtime: 0 });
}

function packZip(files: readonly ArchivedFile[], time: Date): Uint8Array {
  const entries: Zippable = {};
  for (const file of files) {
    // Unix, so that the mode is used.
    entries[file.name] = [file.content, { level: LEVEL, mtime: localNoon(time), os: 3, attrs: modeOf(file) << 16 }];
  }
  return zipSync(entries);
}

/** Zip has local time without a zone. Every zone has the noon of the day, so it gives the same bytes everywhere. */
function localNoon(time: Date): Date {
  return new Date(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate(), 12);
}

const REGULAR_FILE = 0o100000;

function modeOf(file: ArchivedFile): number {
  return REGULAR_FILE | (file.executable === true ? 0o755 : 0o644);
}
