/** The byte offsets of the commands in a Mach-O file that concern a signature. */
interface Layout {
  readonly textOffset: number;
  readonly textSize: number;
  readonly linkEditCommand: number;
  readonly signatureCommand: number;
}

const MACHO_64 = 0xfeedfacf;
const SEGMENT_64 = 0x19;
const CODE_SIGNATURE = 0x1d;
const HEADER_SIZE = 32;

const PAGE = 4096;
const PAGE_LOG2 = 12;
const SHA256 = 2;
const DIGEST_SIZE = 32;
const DIRECTORY_SIZE = 88;
const SUPER_BLOB_SIZE = 20;
/** Ad hoc, made by a linker: `codesign` may replace such a signature without --force. */
const FLAGS = 0x20002;
const MAIN_BINARY = 1;

/**
 * Replaces the signature of a 64-bit Mach-O executable by an ad-hoc one. An Apple Silicon Mac starts nothing without a
 * signature, and `codesign --verify` refuses one with the hashes of another file. Throws if the file is of another kind
 * or has no room for a signature. The format is that of Apple's linker: a super blob with one code directory of SHA-256
 * hashes.
 */
export function signMachO(file: Uint8Array, identifier: string): Uint8Array {
  const layout = readLayout(file);
  const codeLimit = new DataView(file.buffer, file.byteOffset).getUint32(layout.signatureCommand + 8, true);
  const name = new TextEncoder().encode(`${identifier}\0`);
  const pages = Math.ceil(codeLimit / PAGE);
  const blobSize = SUPER_BLOB_SIZE + DIRECTORY_SIZE + name.length + pages * DIGEST_SIZE;
  const signatureSize = roundUp(blobSize, 16);

  const signed = new Uint8Array(codeLimit + signatureSize);
  signed.set(file.subarray(0, codeLimit));
  adjustCommands(signed, layout, codeLimit, signatureSize);
  signed.set(codeDirectory(signed.subarray(0, codeLimit), name, layout), codeLimit + SUPER_BLOB_SIZE);
  signed.set(bigEndian(0xfade0cc0, blobSize, 1, 0, SUPER_BLOB_SIZE), codeLimit);
  return signed;
}

function readLayout(file: Uint8Array): Layout {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0, true) !== MACHO_64) throw new Error("not a 64-bit Mach-O file");
  let text = 0;
  let linkEditCommand = 0;
  let signatureCommand = 0;
  let at = HEADER_SIZE;
  for (let left = view.getUint32(16, true); left > 0; left--) {
    const command = view.getUint32(at, true);
    if (command === CODE_SIGNATURE) signatureCommand = at;
    if (command === SEGMENT_64) {
      const name = segmentName(file, at);
      if (name === "__TEXT") text = at;
      if (name === "__LINKEDIT") linkEditCommand = at;
    }
    at += view.getUint32(at + 4, true);
  }
  if (text === 0 || linkEditCommand === 0) throw new Error("the Mach-O file lacks a __TEXT or a __LINKEDIT segment");
  if (signatureCommand === 0) throw new Error("the Mach-O file has no command for a signature");
  const textOffset = Number(view.getBigUint64(text + 40, true));
  const textSize = Number(view.getBigUint64(text + 48, true));
  return { textOffset, textSize, linkEditCommand, signatureCommand };
}

function segmentName(file: Uint8Array, command: number): string {
  return new TextDecoder().decode(file.subarray(command + 8, command + 24)).replace(/\0.*$/s, "");
}

/**
 * The signature is at the end of the file and of the __LINKEDIT segment. Both commands must have its size before they
 * are hashed.
 */
function adjustCommands(file: Uint8Array, layout: Layout, codeLimit: number, signatureSize: number): void {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  view.setUint32(layout.signatureCommand + 12, signatureSize, true);
  const fileOffset = Number(view.getBigUint64(layout.linkEditCommand + 40, true));
  const fileSize = codeLimit + signatureSize - fileOffset;
  view.setBigUint64(layout.linkEditCommand + 48, BigInt(fileSize), true);
  const memorySize = Number(view.getBigUint64(layout.linkEditCommand + 32, true));
  if (memorySize < fileSize) view.setBigUint64(layout.linkEditCommand + 32, BigInt(roundUp(fileSize, 0x4000)), true);
}

function codeDirectory(code: Uint8Array, name: Uint8Array, layout: Layout): Uint8Array {
  const pages = Math.ceil(code.length / PAGE);
  const hashOffset = DIRECTORY_SIZE + name.length;
  const directory = new Uint8Array(hashOffset + pages * DIGEST_SIZE);
  const sizes = (DIGEST_SIZE << 24) | (SHA256 << 16) | PAGE_LOG2;
  directory.set(
    bigEndian(0xfade0c02, directory.length, 0x20400, FLAGS, hashOffset, DIRECTORY_SIZE, 0, pages, code.length),
  );
  // Then: sizes, spare, scatter, team, spare, and as 64-bit numbers: code limit, start and size of __TEXT, its flags.
  directory.set(bigEndian(sizes, 0, 0, 0, 0, 0, 0, 0, layout.textOffset, 0, layout.textSize, 0, MAIN_BINARY), 36);
  directory.set(name, DIRECTORY_SIZE);
  for (let page = 0; page < pages; page++) {
    const hash = new Bun.CryptoHasher("sha256").update(code.subarray(page * PAGE, (page + 1) * PAGE)).digest();
    directory.set(hash, hashOffset + page * DIGEST_SIZE);
  }
  return directory;
}

function bigEndian(...words: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, index) => view.setUint32(index * 4, word));
  return new Uint8Array(view.buffer);
}

function roundUp(size: number, unit: number): number {
  return Math.ceil(size / unit) * unit;
}
