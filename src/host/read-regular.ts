import type { Files } from "./files.ts";
import { HostError } from "./host-error.ts";

/** The most of what luff reads whole of a file that somebody has named: certificates, settings, lists. */
const MOST_BYTES = 64 * 2 ** 20;

/** The bytes of a regular file. A pipe or a device may never end, and is not opened. Throws HostError, also for a file of more than `most` bytes. */
export function readRegular(files: Files, path: string, most = MOST_BYTES): Uint8Array {
  requireRegular(files, path);
  const bytes = files.read(path, most + 1);
  if (bytes.length <= most) return bytes;
  throw new HostError("other", path, `it has more than ${showSize(most)}`);
}

/** Throws HostError if a pipe, a device or a socket is at a path. */
export function requireRegular(files: Files, path: string): void {
  if (files.stat(path)?.kind === "other") throw new HostError("other", path, "it is not a regular file");
}

function showSize(bytes: number): string {
  return bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20} MiB` : `${bytes} bytes`;
}
