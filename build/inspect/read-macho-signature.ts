/** An embedded code signature of macOS, with what came of checking its hashes against the file. */
export interface MachOSignature {
  /** The bytes that it takes; the command may set more aside. */
  readonly size: number;
  /** The numbers of the things that it holds: 0 is the code directory, 0x10000 a certificate's signature. */
  readonly slots: readonly number[];
  readonly identifier: string;
  readonly flags: number;
  /** The number of the hash function, and the bytes of a hash. */
  readonly hash: { readonly type: number; readonly size: number };
  readonly pageSize: number;
  /** How many pages have a hash, and those whose hash is another one. */
  readonly pages: number;
  readonly badPages: readonly number[];
  /** The bytes of the file that are signed. */
  readonly codeLimit: number;
  /** Which bytes of the file are the segment __TEXT, and what it is. */
  readonly text: { readonly offset: number; readonly size: number; readonly flags: number };
}

const SUPER_BLOB = 0xfade0cc0;
const CODE_DIRECTORY = 0xfade0c02;
/** From this version on, a directory tells of __TEXT. */
const VERSION = 0x20400;

/**
 * Reads the signature at the offset and makes all hashes of pages anew, as the kernel does. All its numbers are big-endian.
 * Throws where there is none.
 */
export function readMachOSignature(file: Buffer, offset: number): MachOSignature {
  const blob = file.subarray(offset);
  if (blob.readUInt32BE(0) !== SUPER_BLOB) throw new Error("no embedded signature");
  const slots = Array.from({ length: blob.readUInt32BE(8) }, (_, index) => ({
    type: blob.readUInt32BE(12 + index * 8),
    at: blob.readUInt32BE(16 + index * 8),
  }));
  const first = slots.find(({ type }) => type === 0);
  const directory = blob.subarray(first?.at ?? 0);
  if (directory.readUInt32BE(0) !== CODE_DIRECTORY) throw new Error("the signature has no code directory");
  if (directory.readUInt32BE(8) < VERSION) throw new Error("the code directory is of an older version");
  return { size: blob.readUInt32BE(4), slots: slots.map(({ type }) => type), ...readDirectory(file, directory) };
}

function readDirectory(file: Buffer, directory: Buffer): Omit<MachOSignature, "size" | "slots"> {
  const identifier = directory.subarray(directory.readUInt32BE(20));
  const hash = { size: directory.readUInt8(36), type: directory.readUInt8(37) };
  const [pages, codeLimit, pageSize] = [
    directory.readUInt32BE(28),
    directory.readUInt32BE(32),
    1 << directory.readUInt8(39),
  ];
  const hashes = directory.subarray(directory.readUInt32BE(16));
  const isBad = (page: number): boolean => {
    const code = file.subarray(page * pageSize, Math.min((page + 1) * pageSize, codeLimit));
    const found = hashes.subarray(page * hash.size, (page + 1) * hash.size);
    return !new Bun.CryptoHasher("sha256").update(code).digest().equals(found);
  };
  return {
    identifier: identifier.toString("latin1", 0, identifier.indexOf(0)),
    flags: directory.readUInt32BE(12),
    hash,
    pageSize,
    pages,
    badPages: Array.from({ length: pages }, (_, page) => page).filter(isBad),
    codeLimit,
    text: {
      offset: Number(directory.readBigUInt64BE(64)),
      size: Number(directory.readBigUInt64BE(72)),
      flags: Number(directory.readBigUInt64BE(80)),
    },
  };
}
