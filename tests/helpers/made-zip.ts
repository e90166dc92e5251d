import { crc32, deflateRawSync } from "node:zlib";

/** An entry of a zip archive that a test makes, right or wrong. */
export interface ZipPart {
  readonly path: string;
  readonly content?: string | Uint8Array;
  /** st_mode with the bits of the type; a file of 0644 where absent. */
  readonly mode?: number;
  readonly stored?: boolean;
  /** Values for the headers, if they are to be wrong. */
  readonly localPath?: string;
  readonly size?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
  /** The offset of the local header, if it is not the entry's own. */
  readonly offset?: number;
  /** Whether sizes and offset are in the extra field of zip64. */
  readonly large?: boolean;
}

/** A zip archive of these entries. */
export function madeZip(parts: readonly ZipPart[], { large = false, comment = "" } = {}): Uint8Array {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const local = localOf(part);
    records.push(recordOf(part, offset));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  const end = endOf({ count: parts.length, size: directory.length, offset }, large, comment);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}

function dataOf({ content = "", stored = false }: ZipPart): { readonly plain: Buffer; readonly packed: Buffer } {
  const plain = Buffer.from(content);
  return { plain, packed: stored ? plain : deflateRawSync(plain) };
}

function fieldsOf(part: ZipPart) {
  const { plain, packed } = dataOf(part);
  return {
    flags: part.flags ?? 0,
    method: part.method ?? (part.stored === true ? 0 : 8),
    crc: part.crc ?? crc32(plain),
    packed: packed.length,
    size: part.size ?? plain.length,
  };
}

function localOf(part: ZipPart): Buffer {
  const name = Buffer.from(part.localPath ?? part.path);
  const { flags, method, crc, packed, size } = fieldsOf(part);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name, dataOf(part).packed]);
}

function recordOf(part: ZipPart, own: number): Buffer {
  const name = Buffer.from(part.path);
  const { flags, method, crc, packed, size } = fieldsOf(part);
  const offset = part.offset ?? own;
  const record = Buffer.alloc(46);
  const extra = part.large === true ? Buffer.alloc(28) : Buffer.alloc(0);
  const all = 0xffffffff;
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE((3 << 8) | 20, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(part.large === true ? all : packed, 20);
  record.writeUInt32LE(part.large === true ? all : size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE((part.mode ?? 0o100644) * 0x10000, 38);
  record.writeUInt32LE(part.large === true ? all : offset, 42);
  if (extra.length > 0) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    [size, packed, offset].forEach((value, index) => extra.writeBigUInt64LE(BigInt(value), 4 + index * 8));
  }
  return Buffer.concat([record, name, extra]);
}

interface End {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

function endOf({ count, size, offset }: End, large: boolean, comment: string): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(large ? 0xffff : count, 8);
  end.writeUInt16LE(large ? 0xffff : count, 10);
  end.writeUInt32LE(large ? 0xffffffff : size, 12);
  end.writeUInt32LE(large ? 0xffffffff : offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  const tail = Buffer.concat([end, Buffer.from(comment)]);
  if (!large) return tail;
  const wide = Buffer.alloc(56 + 20);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  [count, count, size, offset].forEach((value, index) => wide.writeBigUInt64LE(BigInt(value), 24 + index * 8));
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeBigUInt64LE(BigInt(offset + size), 64);
  wide.writeUInt32LE(1, 72);
  return Buffer.concat([wide, tail]);
}
