import { expectNone, type Finding } from "./finding.ts";

/** A section or a segment: where its bytes are in the file, and where they come to lie in memory. */
export interface Part {
  readonly name: string;
  /** In the file, in bytes. A part of size 0 has no bytes there. */
  readonly offset: number;
  readonly size: number;
  /** In memory. */
  readonly address: number;
  readonly memorySize: number;
}

/** Finds fault with parts that reach beyond the file. */
export function expectInside(what: string, parts: readonly Part[], file: Uint8Array): Finding {
  const outside = parts.filter(({ offset, size }) => size > 0 && offset + size > file.length);
  return expectNone(what, `${parts.length}, all inside the file`, names(outside, "ends behind the file"));
}

/** Finds fault with parts that share bytes of the file, or addresses, with the part before them. */
export function expectApart(what: string, parts: readonly Part[]): Finding {
  const inFile = overlapping(parts.map((part) => ({ part, start: part.offset, size: part.size })));
  const inMemory = overlapping(parts.map((part) => ({ part, start: part.address, size: part.memorySize })));
  return expectNone(what, `${parts.length}, all apart`, [
    ...names(inFile, "overlaps another in the file"),
    ...names(inMemory, "overlaps another in memory"),
  ]);
}

/**
 * Finds fault with parts whose bytes are not those of the same part of the original; parts of one name are told apart by
 * their order. The parts that are named are left out.
 */
export function expectUnchanged(built: Container, original: Container, except: readonly string[]): Finding {
  const [ours, theirs] = [built, original].map(({ parts }) => parts.filter(({ name }) => !except.includes(name)));
  const pairs = (theirs ?? []).map((part, index) => ({ part, other: ours?.[index] }));
  const changed = pairs.filter(({ part, other }) => {
    if (other === undefined || other.name !== part.name) return true;
    return !bytesOf(built.file, other).equals(bytesOf(original.file, part));
  });
  return expectNone(
    "the rest of the file",
    `${pairs.length} parts, byte for byte those of Bun's file`,
    names(
      changed.map(({ part }) => part),
      "is not that of Bun's file",
    ),
  );
}

/** A file and its parts. */
export interface Container {
  readonly file: Buffer;
  readonly parts: readonly Part[];
}

/** The part's bytes; cut short where the file is. */
export function bytesOf(file: Buffer, { offset, size }: Part): Buffer {
  return file.subarray(offset, offset + size);
}

function overlapping(ranges: readonly { part: Part; start: number; size: number }[]): Part[] {
  const sorted = ranges.filter(({ size }) => size > 0).toSorted((a, b) => a.start - b.start);
  return sorted
    .filter(({ start }, index) => {
      const before = sorted[index - 1];
      return before !== undefined && before.start + before.size > start;
    })
    .map(({ part }) => part);
}

function names(parts: readonly Part[], fault: string): string[] {
  return parts.map(({ name }) => `${name} ${fault}`);
}
