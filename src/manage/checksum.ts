import { digestOf } from "../archive/digest-of.ts";
import { readBlocks } from "../archive/unpack.ts";
import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { HostError } from "../host/host-error.ts";
import { pathStyle } from "../platform/path-style.ts";

/** The SHA-256 of a file, in lower-case hexadecimal. */
export async function sha256OfFile(host: Pick<Host, "disk" | "digests">, path: string): Promise<string> {
  return digestOf(host, readBlocks(host, path));
}

/** The digest of a text such as `sha256:9f86…`. Throws AppError "checksum-invalid". */
export function parseChecksum(text: string): string {
  const [, digits] = /^sha256:([0-9a-f]{64})$/i.exec(text) ?? [];
  if (digits !== undefined) return digits.toLowerCase();
  throw new AppError("checksum-invalid", `${JSON.stringify(text)} is not a checksum: expected sha256: and 64 digits`, {
    hint: "Write it as sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.",
  });
}

/** A checksum, and the file that has it. */
export interface FoundChecksum {
  readonly sha256: string;
  readonly file: string;
}

/** More than the checksums of a release with thousands of files. */
export const MOST_CHECKSUM_BYTES = 1 << 20;

/** The names of the files beside an archive that may have its checksum, in the order in which they are asked. */
export function checksumFiles(name: string): readonly string[] {
  return [`${name}.sha256`, "checksums.txt", "SHA256SUMS"];
}

/**
 * The checksum that a file beside an archive has for it: ARCHIVE.sha256, checksums.txt or SHA256SUMS, in the form of
 * sha256sum. Undefined if none of them names the archive.
 */
export function findChecksum(host: Pick<Host, "os" | "files">, archive: string): FoundChecksum | undefined {
  const { base, directory, join } = pathStyle(host.os);
  const name = base(archive);
  for (const candidate of checksumFiles(name)) {
    const file = join(directory(archive), candidate);
    const sha256 = checksumIn(readIfThere(host, file), name, candidate);
    if (sha256 !== undefined) return { sha256, file };
  }
  return undefined;
}

function readIfThere({ files }: Pick<Host, "files">, path: string): string {
  try {
    return files.stat(path)?.kind === "file"
      ? new TextDecoder("latin1").decode(files.read(path, MOST_CHECKSUM_BYTES))
      : "";
  } catch (error) {
    if (error instanceof HostError) return "";
    throw error;
  }
}

/**
 * The SHA-256 that the text of a checksum file has for an archive; undefined if it has none. A line without a name counts
 * if the file is about this archive alone.
 */
export function checksumIn(text: string, name: string, file: string): string | undefined {
  const isAlone = file === `${name}.sha256`;
  for (const line of text.split(/\r?\n/)) {
    const [, digits, named] = /^\\?([0-9a-fA-F]{64})(?:\s+\*?(?:\.\/)?(.*\S))?\s*$/.exec(line) ?? [];
    if (digits !== undefined && (named === name || (isAlone && named === undefined))) return digits.toLowerCase();
  }
  return undefined;
}

/** Throws AppError "checksum-mismatch" if a file has another digest. */
export function requireChecksum(path: string, actual: string, { sha256, file }: FoundChecksum): void {
  if (actual === sha256) return;
  throw new AppError("checksum-mismatch", `${path} has the SHA-256 ${actual}, but ${file} says ${sha256}`, {
    hint: "Download the archive and its checksum again. Nothing was installed.",
  });
}
