import { expectNone, type Finding } from "./finding.ts";

/** A section or a segment: where its bytes are in the file, and where they are in memory. */
export interface Part {
  readonly name: string;
  /** The offset in the file, in bytes. A part of size 0 has no bytes there. */
  readonly offset: number;
  readonly size: number;
  /** The address in memory. */
  readonly address: number;
  readonly memorySize: number;
}

/** Fails if a part reaches beyond the file. */
export function expectInside(what: string, parts: readonly Part[], file: Uint8Array): Finding {
  const outside = parts.filter(({ offset, size }) => size > 0 && offset + size > file.length);
  return expectNone(what, `${parts.length}, all inside the file`, names(outside, "ends after the file"));
}

/** Fails if a part shares bytes of the file, or addresses, with the part before it. */
export function expectApart(what: string, parts: readonly Part[]): Finding {
  const inFile = overlapping(parts.map((part) => ({ part, start: part.offset, size: part.size })));
  const inMemory = overlapping(parts.map((part) => ({ part, start: part.address, size: part.memorySize })));
  return expectNone(what, `${parts.length}, all apart`, [
    ...names(inFile, "overlaps another in the file"),
    ...names(inMemory, "overlaps another in memory"),
  ]);
}

/**
 * Fails if the bytes of a part differ from the same part of the original. Parts with the same name are matched by their
 * order. Parts in `except` are not compared.
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

/** The part's bytes, cut off at the end of the file. */
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
