import { countOf } from "../text/count-of.ts";
import { joinChunks } from "../text/join-chunks.ts";
import { ByteReader, encodeNumber, Unreadable } from "./byte-reader.ts";
import { checkCode } from "./core-code.ts";
import { checkReference, checkTypes, unknownFeature } from "./core-types.ts";
import { ModuleFault } from "./module-fault.ts";
import { MORE_PAGES, PAGE } from "./module-limits.ts";

const HEADER = 8;
const TYPE_SECTION = 1;
const TABLE_SECTION = 4;
const MEMORY_SECTION = 5;
const CODE_SECTION = 10;
const TAG_SECTION = 13;
const HAS_MAXIMUM = 1;
const IS_SHARED = 2;
/** A table whose elements begin with a value of their own. */
const WITH_VALUE = 0x40;
/** What the engine takes for an element, measured: 42 bytes for a function, and room for twice as many when the table has grown. */
const ELEMENT = 96;
/** What it takes for a table without elements. */
const TABLE = 256;
/** JavaScriptCore's own limit for one table. */
const MOST_ELEMENTS = 10_000_000;

interface Limits {
  readonly least: number;
  /** Undefined if there is no limit. */
  readonly most: number | undefined;
}

interface Table extends Limits {
  readonly type: number;
}

/**
 * A module that cannot take more than `pages` pages of 64 KiB for its memory, and as much again for all its tables: the sections of both say
 * so, and the engine keeps to them. What could take memory besides is not there: the module has nothing that is not of WebAssembly 2.0.
 * Throws ModuleFault if it has, or if it begins with more. Undefined for what is no module, or is none that luff can read.
 */
export function limitModule(module: Uint8Array, pages: number): Uint8Array | undefined {
  try {
    return joinChunks(readSections(module, pages));
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function readSections(module: Uint8Array, pages: number): readonly Uint8Array[] {
  const reader = new ByteReader(module, HEADER);
  const parts = [module.subarray(0, HEADER)];
  while (!reader.isAtEnd) {
    const begin = reader.at;
    const id = reader.byte();
    const content = reader.part(reader.number());
    const changed = readSection(id, content, pages);
    parts.push(changed === undefined ? module.subarray(begin, reader.at) : section(id, changed));
  }
  return parts;
}

function section(id: number, content: readonly number[]): Uint8Array {
  return Uint8Array.from([id, ...encodeNumber(content.length)].concat(content));
}

/** The new content of a section; undefined if it stays as it is. */
function readSection(id: number, content: ByteReader, pages: number): readonly number[] | undefined {
  if (id === TAG_SECTION) throw unknownFeature("exceptions");
  if (id === TYPE_SECTION) checkTypes(content);
  if (id === CODE_SECTION) checkCode(content);
  if (id === MEMORY_SECTION) return limitMemory(content, pages);
  return id === TABLE_SECTION ? limitTables(content, pages) : undefined;
}

function limitMemory(content: ByteReader, pages: number): readonly number[] {
  const count = content.number();
  if (count > 1) throw unknownFeature("memories");
  const memories = Array.from({ length: count }, () => readLimits(content));
  content.finish();
  return [...encodeNumber(count), ...memories.flatMap((memory) => limitPages(memory, pages))];
}

function limitPages({ least, most }: Limits, pages: number): readonly number[] {
  if (least > pages) {
    throw new ModuleFault(
      `its module needs ${countOf(least, "page")} of memory, and only ${pages} ${pages === 1 ? "is" : "are"} allowed`,
      `A page has 64 KiB. ${MORE_PAGES}`,
    );
  }
  return writeLimits(least, Math.min(most ?? pages, pages));
}

function limitTables(content: ByteReader, pages: number): readonly number[] {
  const count = content.number();
  const tables: Table[] = [];
  while (tables.length < count) tables.push(readTable(content));
  content.finish();
  const elements = tables.reduce((sum, { least }) => sum + least, 0);
  const left = pages * PAGE - elements * ELEMENT - count * TABLE;
  if (left < 0) {
    throw new ModuleFault(
      `its module has ${countOf(count, "table")} with ${countOf(elements, "element")}, for which ${countOf(pages, "page")} of memory ${pages === 1 ? "is" : "are"} too few`,
      MORE_PAGES,
    );
  }
  const share = Math.floor(left / ELEMENT / count);
  const bytes = [...encodeNumber(count)];
  for (const { type, least, most = MOST_ELEMENTS } of tables) {
    bytes.push(type, ...writeLimits(least, Math.min(most, least + share, MOST_ELEMENTS)));
  }
  return bytes;
}

function readTable(content: ByteReader): Table {
  const type = content.byte();
  if (type === WITH_VALUE) throw unknownFeature("tables");
  checkReference(type);
  return { type, ...readLimits(content) };
}

function readLimits(content: ByteReader): Limits {
  const flags = content.byte();
  if (flags > (HAS_MAXIMUM | IS_SHARED)) throw unknownFeature("memory64");
  if ((flags & IS_SHARED) !== 0) throw unknownFeature("threads");
  const least = content.number();
  return { least, most: (flags & HAS_MAXIMUM) === 0 ? undefined : content.number() };
}

function writeLimits(least: number, most: number): readonly number[] {
  return [HAS_MAXIMUM, ...encodeNumber(least), ...encodeNumber(most)];
}
