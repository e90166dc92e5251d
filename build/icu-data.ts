/** Bytes of an entry in the table of contents. */
const ENTRY = 8;

/** A file of ICU's data package: its entry in the table of contents, and where in the executable its data are. */
interface IcuFile {
  readonly name: string;
  readonly entry: Buffer;
  readonly start: number;
  readonly end: number;
}

/**
 * The executable, of the same size, without what the ICU inside knows of languages other than English: those files of its data
 * package leave the table of contents and become zeros, which cost nothing in an archive. ICU then falls back to its root locale,
 * as it does for a language that it never knew. Throws where there is not exactly one package of the known format.
 */
export function withoutForeignLanguages(executable: Uint8Array): Uint8Array {
  const bytes = Buffer.from(executable);
  const contents = findContents(bytes);
  const kept: IcuFile[] = [];
  for (const file of readContents(bytes, contents)) {
    if (isNeeded(file.name)) kept.push(file);
    else bytes.fill(0, file.start, file.end);
  }
  bytes.writeUInt32LE(kept.length, contents);
  kept.forEach(({ entry }, index) => entry.copy(bytes, contents + 4 + index * ENTRY));
  return bytes;
}

/**
 * Whether a file of the package, as `zone/de_AT.res`, serves English or all languages. Dictionaries tell words apart in languages
 * that are written without spaces.
 */
export function isNeeded(name: string): boolean {
  const file = name.slice(name.lastIndexOf("/") + 1);
  return !file.endsWith(".dict") && !/^(?!en[_.]|res_index\.)[a-z]{2,3}(_\w*)?\.res$/.test(file);
}

/** Where the table of contents begins: behind a header that tells its own size, little-endian, and the format "CmnD", version 1. */
function findContents(bytes: Buffer): number {
  const magic = Buffer.from("\xda\x27\x14\0\0\0\0\0\x02\0CmnD\x01\0\0\0", "latin1");
  const at = bytes.indexOf(magic);
  if (at < 2) throw new Error("this Bun has no data of ICU");
  if (bytes.includes(magic, at + 1)) throw new Error("this Bun has data of ICU more than once");
  return at - 2 + bytes.readUInt16LE(at - 2);
}

/** A count, then for each file the offsets of its name and of its data from here, both ascending. The end of the last is not told. */
function readContents(bytes: Buffer, contents: number): IcuFile[] {
  const count = bytes.readUInt32LE(contents);
  const entryAt = (index: number): number => contents + 4 + index * ENTRY;
  const startOf = (index: number): number => contents + bytes.readUInt32LE(entryAt(index) + 4);
  return Array.from({ length: count }, (_, index) => {
    const nameAt = contents + bytes.readUInt32LE(entryAt(index));
    const name = bytes.toString("latin1", nameAt, bytes.indexOf(0, nameAt));
    const start = startOf(index);
    const end = index + 1 < count ? startOf(index + 1) : start;
    const entry = Buffer.from(bytes.subarray(entryAt(index), entryAt(index + 1)));
    return { name: name.slice(name.indexOf("/") + 1), entry, start, end };
  });
}
