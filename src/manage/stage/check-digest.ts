import { checksumFiles, checksumIn, requireChecksum, type FoundChecksum } from "../receipt/checksum.ts";

/** An archive whose SHA-256 was computed, and what it is compared with. */
export interface DigestCheck {
  readonly sha256: string;
  /** The user's checksum. */
  readonly checksum: FoundChecksum | undefined;
  /** As in Staging. */
  readonly known: string | undefined;
  /** As in Staging. */
  readonly isLocked: boolean;
  /** Its path or address, for messages. */
  readonly shown: string;
  /** What `findChecksum` returns for it. */
  readonly beside: () => Promise<FoundChecksum | undefined>;
}

/**
 * Returns the text of a file beside an archive, undefined if there is none, and its path or address. Where it is no longer needed, the
 * promise may be rejected.
 */
export type FindBeside = (name: string, isNeeded: () => boolean) => Promise<BesideFile>;

export interface BesideFile {
  readonly text: string | undefined;
  readonly shown: string;
}

/**
 * Compares an archive's SHA-256 with the user's checksum; without one, with that of the first file beside the archive that has one for
 * it. Notes an archive that nothing was compared with. Throws AppError "checksum-mismatch", or "checksum-invalid".
 */
export async function checkDigest(check: DigestCheck, note: (text: string) => void): Promise<void> {
  const { sha256, checksum, known, isLocked, shown, beside } = check;
  if (checksum !== undefined) return requireChecksum(shown, sha256, checksum);
  const found = await beside();
  if (found !== undefined) return requireChecksum(shown, sha256, found);
  if (sha256 !== known && !isLocked) note(`no file beside ${shown} has a checksum for it, so it was not checked`);
}

/**
 * `name` is the archive's file name. The checksum is that of the first file beside it that has one. The file of the archive alone is
 * asked for first: where it is there, nothing else is needed. The others are asked for at once, because a server may be far away.
 */
export async function findChecksum(name: string, beside: FindBeside): Promise<FoundChecksum | undefined> {
  const [own, ...shared] = checksumFiles(name);
  return (await findIn(name, [own], beside)) ?? findIn(name, shared, beside);
}

async function findIn(
  name: string,
  candidates: readonly string[],
  beside: FindBeside,
): Promise<FoundChecksum | undefined> {
  let isNeeded = true;
  const asked = candidates.map((candidate) => ({ candidate, answer: beside(candidate, () => isNeeded) }));
  // A failure that comes before anybody waits for it must not end luff: who waits later gets it.
  for (const { answer } of asked) answer.catch(() => {});
  try {
    for (const { candidate, answer } of asked) {
      const { text, shown: file } = await answer;
      const sha256 = checksumIn(text, name, { candidate, shown: file });
      if (sha256 !== undefined) return { sha256, file };
    }
    return undefined;
  } finally {
    isNeeded = false;
  }
}
