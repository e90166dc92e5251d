import type { BrokenTime } from "./broken-time.ts";
import { daysFromCivil, SECONDS_OF_CYCLE, SECONDS_OF_DAY } from "./civil.ts";
import type { TimeZone, ZoneState } from "./time-zone.ts";

/** A zone, and the last result's offset from UTC in seconds. As in glibc, the next search starts from it. */
export interface TimeSearch {
  readonly zone: TimeZone;
  lastShift: number;
}

/** The steps in which a season with the wanted flag is searched: every seven days within eight and a half years. */
const STRIDE = 601200;
const REACH = 268227000 + STRIDE;
const HOUR = 3600;
const PROBES = 6;
const YEARS_OF_CYCLE = 400;
/** Years this near stay as they are, because zones have a history. */
const KEPT_CYCLES = 10;

/**
 * The moment (seconds since 1970 UTC) at which the zone's clocks show a time whose fields may be out of range;
 * undefined if there is none. If two moments are possible, or clocks skip the time, the result is that of glibc, which
 * depends on the previous result.
 */
export function makeTime(time: BrokenTime, search: TimeSearch): bigint | undefined {
  const cycles = cyclesBeyond(time.year);
  const days = daysFromCivil(time.year - cycles * YEARS_OF_CYCLE, time.month, time.day);
  const shown = days * SECONDS_OF_DAY + time.hour * 3600 + time.minute * 60 + time.second;
  const moment = findMoment(shown, time.daylight, search);
  if (moment === undefined) return undefined;
  search.lastShift = moment - shown;
  return BigInt(moment) + BigInt(cycles) * BigInt(SECONDS_OF_CYCLE);
}

function cyclesBeyond(year: number): number {
  const cycles = Math.trunc(year / YEARS_OF_CYCLE);
  return cycles - Math.min(Math.max(cycles, -KEPT_CYCLES), KEPT_CYCLES);
}

function findMoment(shown: number, daylight: number, { zone, lastShift }: TimeSearch): number | undefined {
  let before = shown + lastShift;
  let last = before;
  let moment = before;
  let lastDaylight = false;
  for (let probe = 0; probe < PROBES; probe++) {
    const state = zone.at(moment);
    const next = shown - state.offset;
    if (next === moment) return withDaylight(moment, { shown, daylight }, zone);
    if (moment === before && moment !== last && settles(state, daylight, lastDaylight)) return moment;
    before = last;
    last = moment;
    moment = next;
    lastDaylight = state.daylight;
  }
  return undefined;
}

/** If clocks skip a time, the search alternates between two moments. Whether it should return this one. */
function settles(state: ZoneState, daylight: number, lastDaylight: boolean): boolean {
  return daylight < 0 ? Number(lastDaylight) <= Number(state.daylight) : daylight > 0 !== state.daylight;
}

interface Wanted {
  readonly shown: number;
  readonly daylight: number;
}

/**
 * If the flag contradicts the zone, the nearest season with the flag determines the moment; without one, the difference
 * is an hour.
 */
function withDaylight(moment: number, { shown, daylight }: Wanted, zone: TimeZone): number {
  const differs = (state: ZoneState): boolean => daylight >= 0 && daylight > 0 !== state.daylight;
  if (!differs(zone.at(moment))) return moment;
  for (let distance = STRIDE; distance < REACH; distance += STRIDE) {
    for (const near of [moment - distance, moment + distance]) {
      const state = zone.at(near);
      if (!differs(state)) return shown - state.offset;
    }
  }
  return moment + (daylight > 0 ? -HOUR : HOUR);
}
