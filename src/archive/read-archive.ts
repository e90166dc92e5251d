import type { Host } from "../host/host.ts";
import type { InputFile } from "../host/disk.ts";
import type { ArchiveEntry } from "./archive-entry.ts";
import { archiveUnknown } from "./archive-fault.ts";
import { readTar } from "./read-tar.ts";
import { readZip } from "./read-zip.ts";
import { BLOCK, isEmptyBlock, isTarHeader } from "./tar-header.ts";

export type ArchiveFormat = "tar" | "tar.gz" | "zip";

/** An archive that is being read. */
export interface ArchiveReading {
  readonly entries: AsyncIterable<ArchiveEntry>;
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

/** The entries of an open archive. Throws AppError "archive-invalid" if luff does not read the format. */
export function readArchive({ compression }: Pick<Host, "compression">, file: InputFile): ArchiveReading {
  let count = 0;
  const read = (more: number): void => void (count += more);
  const head = new Uint8Array(BLOCK);
  const format = recogniseArchive(head.subarray(0, file.readAt(0, head)));
  if (format === undefined) throw archiveUnknown();
  const chunks = format === "zip" ? undefined : readChunks(file, read);
  const entries =
    chunks === undefined
      ? readZip({ file, compression, read })
      : readTar(format === "tar" ? chunks : compression.gunzip(chunks, file.size));
  return { entries, count: () => count };
}

/** Small, because a compressed piece of zeros can become a thousand times as long at once. */
const CHUNK = 1 << 14;

async function* readChunks(file: InputFile, read: (count: number) => void): AsyncIterable<Uint8Array> {
  for (let at = 0; ;) {
    const buffer = new Uint8Array(CHUNK);
    const count = file.readAt(at, buffer);
    if (count === 0) return;
    at += count;
    read(count);
    yield buffer.subarray(0, count);
  }
}
