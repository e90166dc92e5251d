import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Estimate } from "./statistics.ts";

/** What one commit's luff measured on one machine. */
export interface CommitRecord {
  readonly commit: string;
  readonly machine: string;
  /** ISO 8601. */
  readonly time: string;
  /** By the name of the measurement. */
  readonly figures: Readonly<Record<string, Estimate>>;
}

/** A figure next to that of the previously measured commit. */
export interface Comparison {
  readonly name: string;
  readonly since: string;
  readonly before: number;
  readonly now: number;
  readonly moved: boolean;
}

/** How a file came into the page cache alone changes a start by a twentieth: see decision 0007. */
const SMALLEST_MOVE = 0.05;
const MOST_RECORDS = 200;

/** The records of a file, the oldest first; [] where there is no such file. Throws where it holds something else. */
export function readHistory(path: string): CommitRecord[] {
  if (!existsSync(path)) return [];
  try {
    const found: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (Array.isArray(found)) return found as CommitRecord[];
  } catch {
    // The message below says it.
  }
  throw new Error(`${path} does not hold the history of the benchmarks: delete it, and the next run starts a new one`);
}

/** Writes the records and a new one, which takes the place of an older one for the same commit and machine. */
export function writeHistory(path: string, history: readonly CommitRecord[], record: CommitRecord): void {
  const replaced = history.find((one) => one.commit === record.commit && one.machine === record.machine);
  const others = history.filter((one) => one !== replaced);
  const merged = { ...record, figures: { ...replaced?.figures, ...record.figures } };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify([...others, merged].slice(-MOST_RECORDS), undefined, 2)}\n`);
}

/**
 * Compares each figure with the latest one of another commit on the same machine. It has moved where it changed by a twentieth or
 * more and the two ranges have nothing in common.
 */
export function compareWithHistory(history: readonly CommitRecord[], record: CommitRecord): Comparison[] {
  const others = history.filter((one) => one.machine === record.machine && one.commit !== record.commit);
  return Object.entries(record.figures).flatMap(([name, now]) => {
    const earlier = others.findLast((one) => Object.hasOwn(one.figures, name));
    const before = earlier?.figures[name];
    if (earlier === undefined || before === undefined) return [];
    return [{ name, since: earlier.commit, before: before.value, now: now.value, moved: hasMoved(before, now) }];
  });
}

function hasMoved(before: Estimate, now: Estimate): boolean {
  const apart = now.low > before.high || now.high < before.low;
  return apart && Math.abs(now.value - before.value) >= SMALLEST_MOVE * Math.abs(before.value);
}
