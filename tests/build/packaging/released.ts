import type { ReleasedLuff } from "../../../build/packaging/released-luff.ts";
import { archiveFile } from "../../../build/release/archive.ts";
import { TARGETS } from "../../../build/targets.ts";

/** A release with all targets; the digest of each archive begins with its place in the matrix. */
export const RELEASED: ReleasedLuff = {
  version: "1.2.3",
  repository: "somebody/luff",
  checksums: TARGETS.map((target, index) => ({
    file: archiveFile(target),
    sha256: index.toString(16).padEnd(64, "abcdef"),
  })),
};

/** A release that lacks some archives. */
export function without(...files: readonly string[]): ReleasedLuff {
  return { ...RELEASED, checksums: RELEASED.checksums.filter(({ file }) => !files.includes(file)) };
}
