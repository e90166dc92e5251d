import type { Pointer } from "../lua-exports.ts";
import type { Memory } from "../memory.ts";
import { civilFromDays, SECONDS_OF_CYCLE, SECONDS_OF_DAY } from "./civil.ts";
import type { TimeZone } from "./time-zone.ts";

/** C's struct tm, with the full year. */
export interface BrokenTime {
  readonly second: number;
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
  /** 0 is January. */
  readonly month: number;
  readonly year: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 0 is the first of January. */
  readonly yearday: number;
  /** 1 in daylight saving time, 0 outside it, -1 if unknown. */
  readonly daylight: number;
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly zone: string;
}

const CYCLE = BigInt(SECONDS_OF_CYCLE);
const YEARS_OF_CYCLE = 400;
const YEAR_BASE = 1900;

/**
 * The parts of a moment in a zone. Whole cycles of 400 years are subtracted first, so that every 64-bit moment is
 * exact.
 */
export function breakTime(moment: bigint, zone: TimeZone): BrokenTime {
  const { cycles, seconds } = splitCycles(moment);
  const state = zone.at(seconds);
  const local = seconds + state.offset;
  const date = civilFromDays(Math.floor(local / SECONDS_OF_DAY));
  const ofDay = local - Math.floor(local / SECONDS_OF_DAY) * SECONDS_OF_DAY;
  return {
    ...date,
    second: ofDay % 60,
    minute: Math.floor(ofDay / 60) % 60,
    hour: Math.floor(ofDay / 3600),
    year: date.year + cycles * YEARS_OF_CYCLE,
    daylight: state.daylight ? 1 : 0,
    offset: state.offset,
    zone: state.name,
  };
}

/** Whole cycles, and the rest. Moments within ten cycles of 1970 stay as they are, because zones have a history. */
function splitCycles(moment: bigint): { readonly cycles: number; readonly seconds: number } {
  const kept = 10n * CYCLE;
  if (moment > -kept && moment < kept) return { cycles: 0, seconds: Number(moment) };
  const base = moment < 0n ? -kept : kept;
  const cycles = (moment - base) / CYCLE;
  return { cycles: Number(cycles), seconds: Number(moment - cycles * CYCLE) };
}

/** Sets the integers of a struct tm, but not its zone name. */
export function writeBrokenTime(memory: Memory, at: Pointer, time: BrokenTime): void {
  const fields = [
    time.second,
    time.minute,
    time.hour,
    time.day,
    time.month,
    time.year - YEAR_BASE,
    time.weekday,
    time.yearday,
    time.daylight,
    time.offset,
  ];
  fields.forEach((field, index) => memory.setInt32(at + index * 4, field));
}

/** Reads the integers of a struct tm, in range or not. */
export function readBrokenTime(memory: Memory, at: Pointer): BrokenTime {
  const field = (index: number): number => memory.int32(at + index * 4);
  return {
    second: field(0),
    minute: field(1),
    hour: field(2),
    day: field(3),
    month: field(4),
    year: field(5) + YEAR_BASE,
    weekday: field(6),
    yearday: field(7),
    daylight: field(8),
    offset: field(9),
    zone: "",
  };
}
