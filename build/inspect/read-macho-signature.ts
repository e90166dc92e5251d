/** An embedded code signature of macOS, and the result of checking its hashes against the file. */
export interface MachOSignature {
  /** Its size in bytes; the command may reserve more. */
  readonly size: number;
  /** The numbers of its parts: 0 is the code directory, 0x10000 a certificate's signature. */
  readonly slots: readonly number[];
  readonly identifier: string;
  readonly flags: number;
  /** The hash function's number, and the size of a hash in bytes. */
  readonly hash: { readonly type: number; readonly size: number };
  readonly pageSize: number;
  /** The number of pages with a hash, and the pages whose hash is wrong. */
  readonly pages: number;
  readonly badPages: readonly number[];
  /** The number of signed bytes of the file. */
  readonly codeLimit: number;
  /** The bytes of the segment __TEXT in the file, and its flags. */
  readonly text: { readonly offset: number; readonly size: number; readonly flags: number };
}

const SUPER_BLOB = 0xfade0cc0;
const CODE_DIRECTORY = 0xfade0c02;
/** From this version on, a directory describes __TEXT. */
const VERSION = 0x20400;

/**
 * Reads the signature at the offset and computes all page hashes again, as the kernel does. All its numbers are
 * big-endian. Throws if there is none.
 */
export function readMachOSignature(file: Buffer, offset: number): MachOSignature {
  const blob = file.subarray(offset);
  if (blob.readUInt32BE(0) !== SUPER_BLOB) throw new Error("there is no embedded signature");
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
