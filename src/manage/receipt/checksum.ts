import { digestOf } from "../../archive/digest-of.ts";
import { readFileBlocks } from "../../archive/unpack.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";

/** The SHA-256 of a file, in lower-case hexadecimal. */
export async function sha256OfFile(host: Pick<Host, "disk" | "digests">, path: string): Promise<string> {
  return digestOf(host, readFileBlocks(host, path));
}

/** The digest of a text such as `sha256:HEX`. Throws AppError "checksum-invalid". */
export function parseChecksum(text: string): string {
  const [, digits] = /^sha256:([0-9a-f]{64})$/i.exec(text) ?? [];
  if (digits !== undefined) return digits.toLowerCase();
  throw new AppError("checksum-invalid", `${JSON.stringify(text)} is not a checksum: expected sha256: and 64 digits`, {
    hint: `Write it as sha256:${/^[0-9a-f]{64}$/i.test(text) ? text : "HEX, where HEX is the 64 hexadecimal digits of the SHA-256"}.`,
  });
}

/** A checksum, and what has it, as messages name it: a file, or what the user wrote. */
export interface FoundChecksum {
  readonly sha256: string;
  readonly file: string;
}

/** More than the checksums of a release with thousands of files. */
export const MOST_CHECKSUM_BYTES = 1 << 20;

/**
 * The names of the files beside an archive that may have its checksum, in the order in which they are asked. The first is about this archive
 * alone.
 */
export function checksumFiles(name: string): readonly [own: string, ...shared: string[]] {
  return [`${name}.sha256`, "checksums.txt", "SHA256SUMS"];
}

/** The text of a file with checksums; undefined if there is none, or it cannot be read. */
export function readChecksumFile({ files }: Pick<Host, "files">, path: string): string | undefined {
  try {
    if (files.stat(path)?.kind !== "file") return undefined;
    return new TextDecoder("latin1").decode(files.read(path, MOST_CHECKSUM_BYTES));
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

/** A file with checksums. */
interface ChecksumFile {
  /** One of `checksumFiles`. */
  readonly candidate: string;
  /** Its path or address, for messages. */
  readonly shown: string;
}

/**
 * The SHA-256 that the text of a checksum file has for an archive; undefined if it has none, or if there is no file. In a
 * file that is about this archive alone, a line without a name counts, and the only line whatever name it has, because
 * archives get new names on the way. Such a file without a checksum is damaged, or has a form that luff does not read:
 * AppError "checksum-invalid".
 */
export function checksumIn(
  text: string | undefined,
  name: string,
  { candidate, shown }: ChecksumFile,
): string | undefined {
  if (text === undefined) return undefined;
  const isAlone = candidate === `${name}.sha256`;
  const lines = text.split(/\r?\n/).flatMap((line) => parseLine(line) ?? []);
  const fitting = lines.find(({ named }) => named === name || (isAlone && named === undefined));
  const found = fitting ?? (isAlone && lines.length === 1 ? lines[0] : undefined);
  if (found !== undefined || !isAlone) return found?.digits.toLowerCase();
  throw new AppError("checksum-invalid", `${shown} has no SHA-256 of ${name}, so nothing was installed`, {
    hint: `Expected 64 hexadecimal digits, alone or with the name: DIGITS  ${name}. Correct the file, or remove it.`,
  });
}

interface ChecksumLine {
  readonly digits: string;
  /** The name of the file that has the checksum. */
  readonly named: string | undefined;
}

/** A line of `sha256sum`, of `sha256sum --tag`, or of `openssl dgst -sha256`; or `sha256:DIGITS`. */
function parseLine(line: string): ChecksumLine | undefined {
  // An editor may have written a byte order mark, which a file read as Latin-1 has as three characters.
  const plain = line.replace(/^(?:\u{feff}|\u{ef}\u{bb}\u{bf})/u, "");
  const [, bsdName, bsdDigits] = /^\\?SHA(?:2-)?256 ?\((?:\.\/)?(.+)\) ?= ?([0-9a-f]{64})\s*$/i.exec(plain) ?? [];
  if (bsdDigits !== undefined) return { digits: bsdDigits, named: bsdName };
  const [, digits, named] = /^\\?(?:sha256:)?([0-9a-f]{64})(?:\s+\*?(?:\.\/)?(.*\S))?\s*$/i.exec(plain) ?? [];
  return digits === undefined ? undefined : { digits, named };
}

/** Throws AppError "checksum-mismatch" if a file has another digest. */
export function requireChecksum(path: string, actual: string, { sha256, file }: FoundChecksum): void {
  if (actual === sha256) return;
  throw new AppError("checksum-mismatch", `${path} has the SHA-256 ${actual}, but ${file} says ${sha256}`, {
    hint: "Download the archive and its checksum again. Nothing was installed.",
  });
}
