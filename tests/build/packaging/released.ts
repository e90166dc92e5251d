import type { ReleasedLuff } from "../../../build/packaging/released-luff.ts";
import { archiveFile } from "../../../build/release/archive.ts";
import { checksumOf } from "../../../build/release/checksums.ts";
import { TARGETS } from "../../../build/targets.ts";

/** A release with all targets; the digest of an archive is that of its name. */
export const RELEASED: ReleasedLuff = {
  version: "1.2.3",
  repository: "somebody/luff",
  checksums: TARGETS.map(archiveFile).map((file) => ({ file, sha256: digestOf(file) })),
};

/** The digest of an archive in RELEASED. */
export function digestOf(file: string): string {
  return checksumOf(file, file).sha256;
}

/** A release that lacks some archives. */
export function without(...files: readonly string[]): ReleasedLuff {
  return { ...RELEASED, checksums: RELEASED.checksums.filter(({ file }) => !files.includes(file)) };
}
