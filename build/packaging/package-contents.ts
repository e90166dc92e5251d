import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Target } from "../targets.ts";

/** What a package of a Linux distribution is made of. */
export interface PackageContents {
  readonly target: Target;
  readonly version: string;
  readonly executable: Uint8Array;
  readonly notices: string;
  /** The time that the files bear. */
  readonly time: Date;
}

/** Whether distributions with glibc have a use for the target: no other systems and C libraries, no second choices. */
export function isPackaged(target: Target): boolean {
  return target.os === "linux" && target.variant === "";
}

/** In Debian and in RPM a tilde sorts before everything, so that a pre-release is older than its release. */
export function packageVersion(version: string): string {
  return version.replace("-", "~");
}

/** The variables that give the tool the time of the files. */
export function packageTime({ time }: PackageContents): { readonly SOURCE_DATE_EPOCH: string } {
  return { SOURCE_DATE_EPOCH: String(Math.floor(time.getTime() / 1000)) };
}

/** Lays the files of the package below a folder, as they lie below / where it is installed. */
export function placeContents(root: string, { executable, notices }: PackageContents): void {
  placeFile(root, "usr/bin/luff", { content: executable, mode: 0o755 });
  placeFile(root, "usr/share/doc/luff/copyright", { content: notices, mode: 0o644 });
}

interface PlacedFile {
  readonly content: Uint8Array | string;
  readonly mode: number;
}

/** Writes a file below the root. The modes of folders get into the package, so the user's umask must not decide them. */
export function placeFile(root: string, file: string, { content, mode }: PlacedFile): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  for (let folder = dirname(path); folder.length >= root.length; folder = dirname(folder)) chmodSync(folder, 0o755);
  writeFileSync(path, content);
  chmodSync(path, mode);
}
