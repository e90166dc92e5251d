import packageManifest from "../../package.json" with { type: "json" };
import { archiveFile } from "../release/archive.ts";
import type { Checksum } from "../release/checksums.ts";
import { findTarget } from "../targets.ts";

/** A published version, as package managers have to know it. */
export interface ReleasedLuff {
  readonly version: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly checksums: readonly Checksum[];
}

/** Where an archive is downloaded from, and its SHA-256 in hexadecimal digits. */
export interface Download {
  readonly url: string;
  readonly sha256: string;
}

/** What luff is, in a line. */
export const DESCRIPTION = packageManifest.description;

/** The page of the repository. */
export function homepageOf({ repository }: ReleasedLuff): string {
  return `https://github.com/${repository}`;
}

/** The download for a target of the matrix, undefined where the release has none. Throws where the matrix has no such target. */
export function findDownload(released: ReleasedLuff, name: string): Download | undefined {
  const target = findTarget(name);
  if (target === undefined) throw new Error(`no target ${name} in the matrix`);
  const file = archiveFile(target);
  const sha256 = released.checksums.find((checksum) => checksum.file === file)?.sha256;
  if (sha256 === undefined) return undefined;
  return { url: `${homepageOf(released)}/releases/download/v${released.version}/${file}`, sha256 };
}
