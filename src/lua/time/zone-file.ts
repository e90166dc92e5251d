import { latin1 } from "../bytes.ts";
import type { TimeZone, ZoneState } from "./time-zone.ts";
import { parseZoneRule } from "./zone-rule.ts";

const MAGIC = 0x545a6966; /* TZif */
const HEADER = 44;
/** The six counts in a header, in the file's order. */
const COUNTS = ["utIndicators", "standardIndicators", "leaps", "times", "types", "characters"] as const;
type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;
const UTC_STATE: ZoneState = { offset: 0, daylight: false, name: "UTC" };

/** Reads a zone from a TZif file (RFC 9636) of any version; undefined if the bytes are not one. */
export function parseZoneFile(bytes: Uint8Array): TimeZone | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < HEADER || view.getUint32(0) !== MAGIC) return undefined;
  const counts = readCounts(view, 0);
  if (view.getUint8(4) === 0) return readZone(view, HEADER, { counts, width: 4 });
  const second = HEADER + dataSize(counts, 4);
  return readZone(view, second + HEADER, { counts: readCounts(view, second), width: 8 });
}

interface Layout {
  readonly counts: Counts;
  /** Bytes of a time. */
  readonly width: 4 | 8;
}

function readCounts(view: DataView, header: number): Counts {
  const entries = COUNTS.map((name, index) => [name, view.getUint32(header + 20 + index * 4)]);
  return Object.fromEntries(entries) as Counts;
}

function dataSize(counts: Counts, width: number): number {
  const { times, types, characters, leaps, standardIndicators, utIndicators } = counts;
  return times * (width + 1) + types * 6 + characters + leaps * (width + 4) + standardIndicators + utIndicators;
}

function readZone(view: DataView, start: number, { counts, width }: Layout): TimeZone {
  const indices = start + counts.times * width;
  const types = indices + counts.times;
  const names = types + counts.types * 6;
  const states = Array.from({ length: counts.types }, (_, index) => readState(view, types + index * 6, names));
  const times = Array.from({ length: counts.times }, (_, index) =>
    width === 8 ? Number(view.getBigInt64(start + index * 8)) : view.getInt32(start + index * 4),
  );
  const stateAt = (index: number): ZoneState => states[view.getUint8(indices + index)] ?? UTC_STATE;
  const rule = width === 8 ? parseZoneRule(readFooter(view, start + dataSize(counts, 8))) : undefined;
  return {
    at(seconds) {
      const next = countUpTo(times, seconds);
      if (next === times.length && rule !== undefined) return rule.at(seconds);
      return next === 0 ? firstState(states) : stateAt(next - 1);
    },
  };
}

function readState(view: DataView, at: number, names: number): ZoneState {
  const name = names + view.getUint8(at + 5);
  return { offset: view.getInt32(at), daylight: view.getUint8(at + 4) !== 0, name: readText(view, name, 0) };
}

/** Before the first change, the first type applies. */
function firstState(states: readonly ZoneState[]): ZoneState {
  return states[0] ?? UTC_STATE;
}

function readFooter(view: DataView, at: number): string {
  return at + 1 < view.byteLength ? readText(view, at + 1, 0x0a) : "";
}

function readText(view: DataView, at: number, end: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, view.byteLength - at);
  const length = bytes.indexOf(end);
  return latin1(length < 0 ? bytes : bytes.subarray(0, length));
}

/** How many of the ascending times are not after the moment. */
function countUpTo(times: readonly number[], moment: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
