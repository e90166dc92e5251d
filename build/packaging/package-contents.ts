import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Target } from "../targets.ts";

/** The contents of a package for a Linux distribution. */
export interface PackageContents {
  readonly target: Target;
  readonly version: string;
  readonly executable: Uint8Array;
  readonly notices: string;
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

/** Writes the files of the package below a folder, with the paths that they have below / when it is installed. */
export function placeContents(root: string, { executable, notices }: PackageContents): void {
  placeFile(root, "usr/bin/luff", { content: executable, mode: 0o755 });
  placeFile(root, "usr/share/doc/luff/copyright", { content: notices, mode: 0o644 });
}

interface PlacedFile {
  readonly content: Uint8Array | string;
  readonly mode: number;
}

/**
 * Writes a file below the root. The modes of folders become part of the package, so the user's umask must not change
 * them.
 */
export function placeFile(root: string, file: string, { content, mode }: PlacedFile): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  for (let folder = dirname(path); folder.length >= root.length; folder = dirname(folder)) chmodSync(folder, 0o755);
  writeFileSync(path, content);
  chmodSync(path, mode);
}
