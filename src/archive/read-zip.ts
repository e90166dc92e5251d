import type { Compression } from "../host/compression.ts";
import type { InputFile } from "../host/disk.ts";
import { noContent, type ArchiveEntry } from "./archive-entry.ts";
import { archiveInvalid, archiveUnsafe } from "./archive-fault.ts";
import { decodeName } from "./tar-header.ts";
import { readExactly, readZipDirectory, type ZipRecord } from "./zip-directory.ts";

const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;
/** The flag of an entry whose sizes follow its content. */
const SIZES_FOLLOW = 8;
const TYPE_BITS = 0o170000;
const TYPES: Readonly<Record<number, ArchiveEntry["kind"]>> = {
  0: "file",
  0o100000: "file",
  0o040000: "directory",
  0o120000: "link",
};
/** More than any system takes for the text of a link. */
const LONGEST_LINK = 4096;
const BLOCK = 1 << 16;

/** Facts that are read with the entries. */
export interface ZipReading {
  readonly file: InputFile;
  readonly compression: Compression;
  /** Called with the number of bytes that were read from the archive. */
  readonly read: (count: number) => void;
  /** More entries are an error before the first is read. */
  readonly mostEntries: number;
}

/**
 * The entries of a zip archive, as its central directory lists them. Each must have the same facts in both of its
 * headers, share no byte with another entry, and have the stated size and checksum. Throws AppError "archive-invalid",
 * "archive-unsafe" or "archive-too-large".
 */
export async function* readZip(reading: ZipReading): AsyncIterable<ArchiveEntry> {
  const records = readZipDirectory(reading.file, reading.mostEntries);
  requireApart(records);
  for (const record of records) yield await makeEntry(reading, record);
}

/** With entries that overlap, a small archive could unpack to any size. */
function requireApart(records: readonly ZipRecord[]): void {
  const byOffset = records.toSorted((a, b) => a.offset - b.offset);
  for (const [index, record] of byOffset.entries()) {
    const next = byOffset[index + 1];
    if (next !== undefined && record.offset + LOCAL_SIZE + record.compressedSize > next.offset) {
      throw archiveUnsafe(next.path, "shares its bytes with another entry");
    }
  }
}

async function makeEntry(reading: ZipReading, record: ZipRecord): Promise<ArchiveEntry> {
  const isFolder = /[/\\]$/.test(record.path);
  const kind = isFolder ? "directory" : TYPES[record.mode & TYPE_BITS];
  if (kind === undefined) throw archiveUnsafe(record.path, "is neither a file, a folder nor a link");
  const start = requireLocalHeader(reading.file, record);
  const fallback = kind === "directory" ? 0o755 : 0o644;
  const entry = { path: record.path, kind, mode: record.mode & 0o7777 || fallback, target: "" };
  if (kind === "directory") return { ...entry, content: noContent() };
  const content = readContent(reading, record, start);
  return kind === "link"
    ? { ...entry, target: await readLink(record, content), content: noContent() }
    : { ...entry, content };
}

/** The position of an entry's content. A program that reads the entries one after another uses the local header. */
function requireLocalHeader(file: InputFile, record: ZipRecord): number {
  if (record.offset + LOCAL_SIZE > file.size) throw archiveInvalid("an entry is outside of the file");
  const header = new DataView(readExactly(file, record.offset, LOCAL_SIZE).buffer);
  if (header.getUint32(0, true) !== LOCAL) throw archiveInvalid("an entry is not where the list of entries says");
  const [nameLength, extraLength] = [header.getUint16(26, true), header.getUint16(28, true)];
  const name = decodeName(readExactly(file, record.offset + LOCAL_SIZE, nameLength));
  const sizes = [header.getUint32(18, true), header.getUint32(22, true)];
  const follow = (record.flags & SIZES_FOLLOW) !== 0;
  const agree = sizes.every((size, index) => {
    const listed = index === 0 ? record.compressedSize : record.size;
    return size === listed || size === 0xffffffff || (follow && size === 0);
  });
  if (name !== record.path || header.getUint16(8, true) !== record.method || !agree) {
    throw archiveUnsafe(record.path, `has a different name (${JSON.stringify(name)}) in front of its content`);
  }
  return record.offset + LOCAL_SIZE + nameLength + extraLength;
}

async function* readContent(reading: ZipReading, record: ZipRecord, start: number): AsyncIterable<Uint8Array> {
  const raw = readRaw(reading, start, record.compressedSize);
  if (record.method !== STORED && record.method !== DEFLATED) {
    throw archiveUnsafe(
      record.path,
      `is compressed by method ${record.method}, which is neither "stored" nor "deflated"`,
    );
  }
  const plain = record.method === STORED ? raw : reading.compression.inflate(raw);
  let size = 0;
  let crc = 0;
  for await (const bytes of plain) {
    size += bytes.length;
    if (size > record.size) throw archiveInvalid(`${JSON.stringify(record.path)} is larger than it says`);
    crc = reading.compression.crc32(bytes, crc);
    yield bytes;
  }
  if (size !== record.size) throw archiveInvalid(`${JSON.stringify(record.path)} is smaller than it says`);
  if (crc !== record.crc) throw archiveInvalid(`the checksum of ${JSON.stringify(record.path)} is wrong`);
}

async function* readRaw({ file, read }: ZipReading, start: number, length: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < length;) {
    const bytes = readExactly(file, start + at, Math.min(BLOCK, length - at));
    at += bytes.length;
    read(bytes.length);
    yield bytes;
  }
}

/** The target of a symbolic link is the content of its entry. */
async function readLink(record: ZipRecord, content: AsyncIterable<Uint8Array>): Promise<string> {
  if (record.size > LONGEST_LINK) throw archiveUnsafe(record.path, `is a link of more than ${LONGEST_LINK} bytes`);
  const parts: Uint8Array[] = [];
  for await (const bytes of content) parts.push(bytes.slice());
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return decodeName(whole);
}
