import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "fflate";
import { pathInShare, type Companion, type ZshFolder } from "../companions/companion.ts";
import type { Target } from "../targets.ts";

/** The contents of a package for a Linux distribution. */
export interface PackageContents {
  readonly target: Target;
  readonly version: string;
  readonly executable: Uint8Array;
  readonly notices: string;
  readonly companions: readonly Companion[];
  /** The time of the files. */
  readonly time: Date;
}

/** Whether the target has packages: those for other systems, other C libraries and second choices do not. */
export function isPackaged(target: Target): boolean {
  return target.os === "linux" && target.variant === "";
}

/**
 * The version in Debian's and RPM's form, in which a tilde sorts before everything, so that a pre-release is older than
 * its release.
 */
export function packageVersion(version: string): string {
  return version.replace("-", "~");
}

/** The variables that tell the tool the time of the files. */
export function packageTime({ time }: PackageContents): { readonly SOURCE_DATE_EPOCH: string } {
  return { SOURCE_DATE_EPOCH: String(Math.floor(time.getTime() / 1000)) };
}

/** A file of a package; `path` is the one that it has below / when the package is installed. */
interface PackagedFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly mode: number;
}

/** The files of a package. `zshFolder` is where the distribution's zsh looks for completions. */
export function packagedFiles(contents: PackageContents, zshFolder: ZshFolder): readonly PackagedFile[] {
  const { executable, notices, companions } = contents;
  return [
    { path: "usr/bin/luff", content: executable, mode: 0o755 },
    { path: "usr/share/doc/luff/copyright", content: new TextEncoder().encode(notices), mode: 0o644 },
    ...companions.flatMap((companion) => {
      const path = pathInShare(companion, zshFolder);
      return path === undefined ? [] : [{ path: `usr/share/${path}`, content: contentOf(companion), mode: 0o644 }];
    }),
  ];
}

/** Pages are compressed, as distributions want them. For gzip an mtime of 0 means none. */
function contentOf({ kind, text }: Companion): Uint8Array {
  const content = new TextEncoder().encode(text);
  return kind === "page" ? gzipSync(content, { level: 9, mtime: 0 }) : content;
}

/**
 * Writes a file below the root. The modes of folders become part of the package, so the user's umask must not change
 * them.
 */
export function placeFile(root: string, { path, content, mode }: PackagedFile): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  for (let folder = dirname(file); folder.length >= root.length; folder = dirname(folder)) chmodSync(folder, 0o755);
  writeFileSync(file, content);
  chmodSync(file, mode);
}
