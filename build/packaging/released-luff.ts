import packageManifest from "../../package.json" with { type: "json" };
import { machineNeeds } from "../machine-needs.ts";
import { archiveFile } from "../release/archive.ts";
import type { Checksum } from "../release/checksums.ts";
import { findTarget, type Target } from "../targets.ts";

/** A published version, as package managers need it. */
export interface ReleasedLuff {
  readonly version: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly checksums: readonly Checksum[];
}

/** An archive's address, and its SHA-256 in hexadecimal digits. */
export interface Download {
  readonly url: string;
  readonly sha256: string;
}

/** A description of luff in one line. */
export const DESCRIPTION = packageManifest.description;

/**
 * What luff's executables for these targets need from a machine, as text for users of a package that serves them all.
 * Throws if the matrix has no such target.
 */
export function needsOf(targets: readonly string[]): string {
  const needing = targets.filter((name) => machineNeeds(requireKnown(name)).length > 0);
  return needing.map((name) => `On ${name} luff needs ${machineNeeds(requireKnown(name)).join(" and ")}.`).join(" ");
}

/** The repository's page. */
export function homepageOf({ repository }: ReleasedLuff): string {
  return `https://github.com/${repository}`;
}

/** The download for a target of the matrix, undefined if the release has none. Throws if the matrix has no such target. */
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
