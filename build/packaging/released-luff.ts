import packageManifest from "../../package.json" with { type: "json" };
import { machineNeeds } from "../machine-needs.ts";
import { archiveFile } from "../release/archive.ts";
import type { Checksum } from "../release/checksums.ts";
import { findTarget, type Target } from "../targets.ts";

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

/**
 * What luff's executables for these targets ask of a machine, for people, where one package serves them all. Throws where the
 * matrix has no such target.
 */
export function needsOf(targets: readonly string[]): string {
  const needing = targets.filter((name) => machineNeeds(requireKnown(name)).length > 0);
  return needing.map((name) => `On ${name} luff needs ${machineNeeds(requireKnown(name)).join(" and ")}.`).join(" ");
}

/** The page of the repository. */
export function homepageOf({ repository }: ReleasedLuff): string {
  return `https://github.com/${repository}`;
}

/** The download for a target of the matrix, undefined where the release has none. Throws where the matrix has no such target. */
export function findDownload(released: ReleasedLuff, name: string): Download | undefined {
  const file = archiveFile(requireKnown(name));
  const sha256 = released.checksums.find((checksum) => checksum.file === file)?.sha256;
  if (sha256 === undefined) return undefined;
  return { url: `${homepageOf(released)}/releases/download/v${released.version}/${file}`, sha256 };
}

function requireKnown(name: string): Target {
  const target = findTarget(name);
  if (target === undefined) throw new Error(`no target ${name} in the matrix`);
  return target;
}
