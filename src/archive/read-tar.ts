import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import { noContent, type ArchiveEntries, type ArchiveEntry } from "./archive-entry.ts";
import { archiveInvalid, archiveUnsafe } from "./archive-fault.ts";
import { ChunkReader } from "./chunk-reader.ts";
import {
  BLOCK,
  decodeName,
  isEmptyBlock,
  parseTarHeader,
  parseTypeAndSize,
  requireSize,
  textUpToNul,
  type TarHeader,
  type TypeAndSize,
} from "./tar-header.ts";

/** More than any entry needs for its long name or its extended header. */
const MOST_EXTENSION = 1 << 20;

/** There are four kinds, and an entry has at most one of each; some programs write more. */
const MOST_EXTENSIONS = 8;

/** What earlier entries say about the next one. */
interface Extension {
  readonly path?: string;
  readonly target?: string;
  readonly size?: number;
}

/** What is done before the entry with a number is given out, the first being 1. */
export interface BeforeEntry {
  readonly number: number;
  readonly action: () => Promise<void>;
}

/**
 * The entries of a tar archive, in their order. Throws AppError "archive-invalid" if it is damaged, and
 * "archive-unsafe" for devices, for sparse files and for types that only a few programs know.
 */
export function readTar(chunks: AsyncIterable<Uint8Array>, before?: BeforeEntry): ArchiveEntries {
  return new TarEntries(new ChunkReader(chunks), before);
}

/** Not a generator: that takes half of the time of an archive with many small files. */
class TarEntries implements ArchiveEntries, AsyncIterator<ArchiveEntry, undefined> {
  readonly #reader: ChunkReader;
  readonly #before: BeforeEntry | undefined;
  /** How many entries have been given out. */
  #number = 0;
  /** Where the last entry's content ends, with what fills its last block. */
  #end = 0;
  #isAtEnd = false;

  constructor(reader: ChunkReader, before: BeforeEntry | undefined) {
    this.#reader = reader;
    this.#before = before;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  nextNow(): ArchiveEntry | undefined {
    const reader = this.#reader;
    if (this.#isAtEnd || !reader.skipNow(this.#end - reader.taken)) return undefined;
    const block = reader.peek(BLOCK);
    if (block === undefined || isEmptyBlock(block) || this.#number + 1 === this.#before?.number) return undefined;
    try {
      const header = parseTarHeader(block);
      if (EXTENSIONS.has(header.type)) return undefined;
      const entry = describe(header, {});
      reader.skipNow(BLOCK);
      return this.#give(entry, isFile(header) ? header.size : 0);
    } catch {
      return undefined;
    }
  }

  async next(): Promise<IteratorResult<ArchiveEntry, undefined>> {
    try {
      const value = this.#isAtEnd ? undefined : await this.#read();
      // Bytes may follow the end of the archive.
      return value === undefined ? await this.return() : { done: false, value };
    } catch (error) {
      await this.return();
      throw error;
    }
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#isAtEnd = true;
    await this.#reader.close();
    return { done: true, value: undefined };
  }

  /** Undefined at the end of the archive. */
  async #read(): Promise<ArchiveEntry | undefined> {
    const reader = this.#reader;
    await reader.skip(this.#end - reader.taken);
    let extension: Extension = {};
    for (let extensions = 0; ;) {
      const block = await reader.take(BLOCK);
      if (block === undefined || isEmptyBlock(block)) return undefined;
      const header = parseTarHeader(block);
      if (!EXTENSIONS.has(header.type)) {
        if (this.#number + 1 === this.#before?.number) await this.#before.action();
        return this.#give(describe(header, extension), isFile(header) ? (extension.size ?? header.size) : 0);
      }
      if (++extensions > MOST_EXTENSIONS) throw archiveInvalid("an entry has too many headers");
      extension = Object.assign(extension, await readExtension(reader, header));
    }
  }

  /** `length` is that of the entry's content, which comes next. */
  #give(description: Description, length: number): ArchiveEntry {
    this.#number++;
    this.#end = this.#reader.taken + padded(length);
    return new TarEntry(description, this.#reader, length);
  }
}

/**
 * The number of entries of a tar archive, or the first that is more than `most`. It reads as little of each as it can. Damage ends the
 * count: whoever reads the entries learns of it.
 */
export async function countTarEntries(chunks: AsyncIterable<Uint8Array>, most: number): Promise<number> {
  const reader = new ChunkReader(chunks);
  let count = 0;
  try {
    let size: number | undefined;
    while (count <= most) {
      const block = reader.takeNow(BLOCK) ?? (await reader.take(BLOCK));
      if (block === undefined || isEmptyBlock(block)) break;
      const header = parseTypeAndSize(block);
      if (EXTENSIONS.has(header.type)) {
        size = (await readExtension(reader, header)).size ?? size;
        continue;
      }
      const length = isFile(header) ? padded(size ?? header.size) : 0;
      if (!reader.skipNow(length)) await reader.skip(length);
      size = undefined;
      count++;
    }
  } catch (error) {
    const isDamage = error instanceof AppError || (error instanceof HostError && error.kind === "damaged");
    if (!isDamage) throw error;
  } finally {
    await reader.close();
  }
  return count;
}

/** Content fills whole blocks. */
function padded(length: number): number {
  return Math.ceil(length / BLOCK) * BLOCK;
}

/** The types of entries that say something about the next one: POSIX's extended headers, and GNU's long name and link. */
const EXTENSIONS: ReadonlySet<string> = new Set(["x", "g", "L", "K"]);

/** What such an entry says. */
async function readExtension(reader: ChunkReader, header: TypeAndSize): Promise<Extension> {
  if (header.size > MOST_EXTENSION) throw archiveInvalid("the header of an entry is longer than 1 MiB");
  const whole = (await reader.take(padded(header.size))) ?? new Uint8Array();
  const bytes = whole.subarray(0, header.size);
  switch (header.type) {
    case "x":
      return parseExtended(bytes);
    case "L":
      return { path: textUpToNul(bytes) };
    case "K":
      return { target: textUpToNul(bytes) };
    default:
      return {}; // A header for all entries, such as the commit of `git archive`, does not matter for unpacking.
  }
}

/** In bytes, longer than any key that matters. */
const LONGEST_KEY = 64;

/** The keys of an extended header that matter for unpacking. */
const KNOWN_KEYS: ReadonlySet<string> = new Set(["path", "linkpath", "size"]);

/** Records of "LENGTH KEY=VALUE\n", the length being that of the whole record in bytes. */
function parseExtended(bytes: Uint8Array): Extension {
  const extension: { path?: string; target?: string; size?: number } = {};
  for (let at = 0; at < bytes.length;) {
    const [, digits = ""] = /^(\d{1,7}) /.exec(String.fromCharCode(...bytes.subarray(at, at + 8))) ?? [];
    const length = Number(digits);
    const record = bytes.subarray(at, at + length);
    if (length <= digits.length + 1 || record.length < length || record.at(-1) !== 0x0a) {
      throw archiveInvalid("the extended header of an entry is damaged");
    }
    const content = record.subarray(digits.length + 1, -1);
    const [, key = ""] = /^([\w.]+)=/.exec(String.fromCharCode(...content.subarray(0, LONGEST_KEY))) ?? [];
    // Other values, such as a file's attributes on macOS, may be any bytes.
    const value = KNOWN_KEYS.has(key) ? decodeName(content.subarray(key.length + 1)) : "";
    if (key.startsWith("GNU.sparse.")) throw archiveUnsafe(extension.path ?? "", "is a sparse file");
    if (key === "path") extension.path = value;
    if (key === "linkpath") extension.target = value;
    if (key === "size") extension.size = requireSize(/^\d{1,15}$/.test(value) ? Number(value) : undefined);
    at += length;
  }
  return extension;
}

const KINDS: Readonly<Record<string, ArchiveEntry["kind"]>> = {
  "0": "file",
  "7": "file",
  "1": "hard-link",
  "2": "link",
  "5": "directory",
};

const REFUSED: Readonly<Record<string, string>> = {
  "3": "is a device",
  "4": "is a device",
  "6": "is a named pipe",
  S: "is a sparse file",
  M: "continues in another archive",
};

function isFile({ type }: TypeAndSize): boolean {
  return KINDS[type] === "file";
}

type Description = Omit<ArchiveEntry, "content" | "whole">;

/** Makes the stream of the content only for whoever asks for it: most files come as a whole. */
class TarEntry implements ArchiveEntry {
  readonly path: string;
  readonly kind: ArchiveEntry["kind"];
  readonly mode: number;
  readonly target: string;
  readonly #reader: ChunkReader;
  readonly #length: number;

  constructor({ path, kind, mode, target }: Description, reader: ChunkReader, length: number) {
    this.path = path;
    this.kind = kind;
    this.mode = mode;
    this.target = target;
    this.#reader = reader;
    this.#length = length;
  }

  get content(): AsyncIterable<Uint8Array> {
    return this.#length === 0 ? noContent() : this.#reader.stream(this.#length);
  }

  get whole(): Uint8Array | undefined {
    return this.#reader.peek(this.#length);
  }
}

function describe(header: TarHeader, extension: Extension): Description {
  const path = extension.path ?? header.path;
  const kind = KINDS[header.type];
  if (kind === undefined) {
    throw archiveUnsafe(
      path,
      REFUSED[header.type] ?? `has the type ${JSON.stringify(header.type)}, which luff does not support`,
    );
  }
  // Archives from before POSIX mark a folder only in this way.
  const isFolder = kind === "file" && path.endsWith("/");
  const target = kind === "link" || kind === "hard-link" ? (extension.target ?? header.target) : "";
  return { path, kind: isFolder ? "directory" : kind, mode: header.mode, target };
}
