import type { Host } from "../host/host.ts";
import type { InputFile } from "../host/disk.ts";
import type { ArchiveEntries } from "./archive-entry.ts";
import { archiveUnknown } from "./archive-fault.ts";
import { countTarEntries, readTar } from "./read-tar.ts";
import { readZip } from "./read-zip.ts";
import { BLOCK, isEmptyBlock, isTarHeader } from "./tar-header.ts";
import { tooManyEntries, type UnpackLimits } from "./unpack-limits.ts";

export type ArchiveFormat = "tar" | "tar.gz" | "zip";

/** An archive that is being read. */
export interface ArchiveReading {
  readonly entries: ArchiveEntries;
  /** The number of bytes that have been read from the file. */
  readonly count: () => number;
}

/** The format of an archive by its first bytes, not by its name; undefined if luff does not read the format. */
export function recogniseArchive(head: Uint8Array): ArchiveFormat | undefined {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return "tar.gz";
  // An archive without entries begins with its end.
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return "zip";
  const block = head.subarray(0, BLOCK);
  return isTarHeader(block) || (block.length === BLOCK && isEmptyBlock(block)) ? "tar" : undefined;
}

/** Formats of archives that luff does not read, by their first bytes. */
const OTHER_FORMATS: readonly (readonly [format: string, beginning: readonly number[]])[] = [
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ["bzip2", [0x42, 0x5a, 0x68]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
];

function otherFormat(head: Uint8Array): string | undefined {
  return OTHER_FORMATS.find(([, beginning]) => beginning.every((byte, index) => head[index] === byte))?.[0];
}

/**
 * A tar archive with so many entries is read to its end before the next one comes: it may have too many. The second reading takes a sixth
 * of an install's time, so it is only for archives that have more entries than all but a few plugins.
 */
const MANY = 4000;

/**
 * The entries of an open archive. One with more than the limits allow is an AppError "archive-too-large" before most of them have come.
 * Throws AppError "archive-invalid" if luff does not read the format.
 */
export function readArchive(
  { compression }: Pick<Host, "compression">,
  file: InputFile,
  limits?: Pick<UnpackLimits, "entries" | "bytes">,
): ArchiveReading {
  let count = 0;
  const read = (more: number): void => void (count += more);
  const head = new Uint8Array(BLOCK);
  const begin = head.subarray(0, file.readAt(0, head));
  const format = recogniseArchive(begin);
  if (format === undefined) throw archiveUnknown(otherFormat(begin));
  const mostEntries = limits?.entries ?? Number.POSITIVE_INFINITY;
  if (format === "zip") return { entries: readZip({ file, compression, read, mostEntries }), count: () => count };
  const open = (note: typeof read): AsyncIterable<Uint8Array> => {
    const chunks = readChunks(file, note);
    return format === "tar" ? chunks : compression.gunzip(chunks, file.size);
  };
  if (limits === undefined) return { entries: readTar(open(read)), count: () => count };
  const requireFew = async (): Promise<void> => {
    const found = await countTarEntries(
      upTo(
        open(() => {}),
        limits.bytes,
      ),
      limits.entries,
    );
    if (found > limits.entries) throw tooManyEntries(limits.entries);
  };
  return { entries: readTar(open(read), { number: MANY, action: requireFew }), count: () => count };
}

/** The first bytes: whoever unpacks all of it learns that there are more. */
async function* upTo(chunks: AsyncIterable<Uint8Array>, most: number): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    if (bytes > most) return;
  }
}

/** Most archives of plugins are so small that they come in one piece, which nobody has to copy. */
const MOST_IN_ONE = 1 << 20;
/** The others come in small pieces, since what has been read says how much they may unpack to. */
const CHUNK = 1 << 14;

async function* readChunks(file: InputFile, read: (count: number) => void): AsyncIterable<Uint8Array> {
  const buffer = new Uint8Array(file.size <= MOST_IN_ONE ? Math.max(1, file.size) : CHUNK);
  for (let at = 0; ;) {
    const count = file.readAt(at, buffer);
    if (count === 0) return;
    at += count;
    read(count);
    yield buffer.subarray(0, count);
  }
}
