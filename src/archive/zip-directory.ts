import type { InputFile } from "../host/disk.ts";
import { archiveInvalid, archiveUnsafe } from "./archive-fault.ts";
import { decodeName } from "./tar-header.ts";
import { tooManyEntries } from "./unpack-limits.ts";

/** An entry of a zip archive's central directory. */
export interface ZipRecord {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** The position of its local header. */
  readonly offset: number;
  /** st_mode, with the bits of the type; 0 if the archive was not made on a POSIX system. */
  readonly mode: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const RECORD = 0x02014b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
/** Larger than the directory of a hundred thousand entries with long names. */
const MOST_DIRECTORY = 64 << 20;

interface Directory {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

/** The records of a zip archive's central directory. Throws AppError "archive-invalid", and "archive-too-large" if there are more. */
export function readZipDirectory(file: InputFile, most: number): ZipRecord[] {
  const directory = findDirectory(file);
  if (directory.entries > most) throw tooManyEntries(most);
  if (directory.size > MOST_DIRECTORY) throw archiveInvalid("its list of entries is larger than 64 MiB");
  const bytes = readExactly(file, directory.offset, directory.size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: ZipRecord[] = [];
  let at = 0;
  for (let index = 0; index < directory.entries; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== RECORD) throw damagedList();
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const [name = 0, extra = 0, comment = 0] = lengths;
    if (at + 46 + name + extra + comment > bytes.length) throw damagedList();
    records.push(parseRecord(bytes.subarray(at, at + 46 + name + extra), name));
    at += 46 + name + extra + comment;
  }
  if (at !== bytes.length) throw archiveInvalid("its list of entries has another length than it says");
  return records;
}

function damagedList(): Error {
  return archiveInvalid("its list of entries is damaged");
}

function requireInside(file: InputFile, end: number): void {
  if (end > file.size) throw archiveInvalid("its list of entries is outside of the file");
}

/** Reads this many bytes of a file. Throws AppError "archive-invalid" if it ends before. */
export function readExactly(file: InputFile, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const count = file.readAt(position + filled, bytes.subarray(filled));
    if (count === 0) throw archiveInvalid("it ends too early");
    filled += count;
  }
  return bytes;
}

/**
 * The end record is the last part of the file, except for a comment. A record with another length for the comment is
 * not the end record.
 */
function findDirectory(file: InputFile): Directory {
  const length = Math.min(file.size, END_SIZE + LONGEST_COMMENT);
  const tail = readExactly(file, file.size - length, length);
  const view = new DataView(tail.buffer);
  for (let at = length - END_SIZE; at >= 0; at--) {
    if (view.getUint32(at, true) !== END || at + END_SIZE + view.getUint16(at + 20, true) !== length) continue;
    const [disk, start] = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)];
    const small = {
      entries: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const isLarge = small.entries === 0xffff || small.size === 0xffffffff || small.offset === 0xffffffff;
    const directory = isLarge ? (findLargeDirectory(file, file.size - length + at) ?? small) : small;
    if (disk !== 0 || start !== 0) throw archiveInvalid("it is one part of several");
    requireInside(file, directory.offset + directory.size);
    return directory;
  }
  throw archiveInvalid("it has no list of entries at its end");
}

/** The end record of zip64; a locator before the other end record points to it. */
function findLargeDirectory(file: InputFile, end: number): Directory | undefined {
  if (end < 20) return undefined;
  const locator = new DataView(readExactly(file, end - 20, 20).buffer);
  if (locator.getUint32(0, true) !== LOCATOR_64) return undefined;
  const at = large(locator, 8);
  requireInside(file, at + 56);
  const record = new DataView(readExactly(file, at, 56).buffer);
  if (record.getUint32(0, true) !== END_64) throw damagedList();
  return { entries: large(record, 32), size: large(record, 40), offset: large(record, 48) };
}

function large(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw archiveInvalid("a size in it is too large");
  return value;
}

function parseRecord(bytes: Uint8Array, nameLength: number): ZipRecord {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const path = decodeName(bytes.subarray(46, 46 + nameLength));
  const isPosix = view.getUint8(5) === 3 || view.getUint8(5) === 19;
  const wide = wideSizes(view, 46 + nameLength, {
    size: view.getUint32(24, true),
    compressedSize: view.getUint32(20, true),
    offset: view.getUint32(42, true),
  });
  const flags = view.getUint16(8, true);
  if ((flags & 1) !== 0) throw archiveUnsafe(path, "is encrypted");
  return {
    path,
    flags,
    method: view.getUint16(10, true),
    crc: view.getUint32(16, true),
    mode: isPosix ? view.getUint32(38, true) >>> 16 : 0,
    ...wide,
  };
}

type Sizes = Pick<ZipRecord, "size" | "compressedSize" | "offset">;

/** The extra field of zip64 has, in this order, those of the three numbers that are all ones in the record. */
function wideSizes(view: DataView, start: number, sizes: Sizes): Sizes {
  const wide = { ...sizes };
  for (let at = start; at + 4 <= view.byteLength;) {
    const [id, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    let field = at + 4;
    const end = field + length;
    if (end > view.byteLength) throw damagedList();
    for (const name of id === 1 ? (["size", "compressedSize", "offset"] as const) : []) {
      if (sizes[name] !== 0xffffffff) continue;
      if (field + 8 > end) throw archiveInvalid("a size of an entry is missing");
      wide[name] = large(view, field);
      field += 8;
    }
    at = end;
  }
  return wide;
}
